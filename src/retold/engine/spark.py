"""The Spark engine: parts on the workers of a cluster. The only module that imports PySpark, and only when it is used.

Tasks travel as (function, part number); the parts themselves lie in the folder of the answer, which all machines have
to see under the same name (a shared disk). A task that fails is tried again by Spark; it leaves nothing half done.
"""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from retold.engine.job import Job
from retold.page import RetoldError
from retold.processor import run_packed

if TYPE_CHECKING:
    from pyspark import SparkContext

_JVM = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
"""Spark's own processes only hand out parts here: quick to start counts, and what they compile well is never run."""


_LAST_SECONDS = 30
"""How long Java may take to leave."""


class SparkEngine:
    """Runs each part as a task of a Spark job; ``master`` is Spark's own address of the cluster."""

    def __init__(self, master: str) -> None:
        before = set(threading.enumerate())
        self._context = _context(master)
        self._threads = set(threading.enumerate()) - before

    def each(self, task: Callable[[Job], None], jobs: Sequence[Job]) -> None:
        """Run the task for each job; a task that fails four times ends the run."""
        if jobs:
            packed = [pickle.dumps((task, job)) for job in jobs]
            self._context.parallelize(packed, len(packed)).foreach(run_packed)

    def close(self) -> None:
        """End Spark's application, and Java with it: only a process without threads can be copied for its workers."""
        self._context.stop()
        _end_java(type(self._context))
        for thread in self._threads:
            thread.join(_LAST_SECONDS)


def _end_java(context: type[SparkContext]) -> None:
    gateway = context._gateway
    if gateway is not None:
        gateway.shutdown()
        gateway.proc.stdin.close()  # what Java waits for before it leaves
        gateway.proc.wait(_LAST_SECONDS)
        context._gateway = context._jvm = None


def _context(master: str) -> SparkContext:
    """An application of our own. What ``spark-defaults.conf`` says of the cluster holds, but for Java's options."""
    try:
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkException
    except ImportError as error:
        raise RetoldError('the Spark engine needs PySpark: pip install "retold[spark]"') from error
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise RetoldError("the Spark engine needs Java 17 or later: set JAVA_HOME or have java on the PATH")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": _JVM,
        "spark.executor.extraJavaOptions": _JVM,
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(place for place in sys.path if place),
    }
    try:
        return SparkContext(conf=SparkConf().setMaster(master).setAppName("retold").setAll(list(settings.items())))
    except (PySparkException, RuntimeError, ValueError) as error:
        raise RetoldError(f"Spark cannot be started at {master}: {str(error)[:300]}") from error
