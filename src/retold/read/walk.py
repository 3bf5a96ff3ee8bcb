"""The files below the paths that a user gives: in one fixed order, with names that are the same on every machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from retold.page import Problem
from retold.read.names import Names
from retold.read.packed import Damaged, name_inside

_NOT_PAGES = frozenset(
    """toml yaml yml md rst csv tsv xls xlsx py js css ts ini cfg conf lock log sh bat sql db sqlite
    png jpg jpeg gif webp svg ico bmp tif tiff avif mp3 mp4 m4a wav ogg webm mov avi pdf doc docx odt ppt pptx
    7z rar woff woff2 ttf otf eot map xsl xsd dtd bib tex ipynb""".split()
)
_NOT_PAGE_NAMES = frozenset(
    {"readme", "license", "licence", "copying", "notice", "changelog", "makefile", "dockerfile"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it is, the name it goes by, and whether the user named it or a folder held it."""

    path: Path
    name: str
    named: bool
    inside: bool = False
    """It stands in a ZIP file or a tar archive, and is no file of its own."""


@dataclass(slots=True)
class Walk:
    """A walk over the given paths that remembers what it met, so that nothing is read twice and loops end."""

    _skipped: dict[str, list[str]] = field(default_factory=dict)
    """Files passed over because they are not pages, by the folder that the user gave."""
    _files: dict[tuple[int, int], str] = field(default_factory=dict)
    _folders: set[tuple[int, int]] = field(default_factory=set)
    _names: Names = field(default_factory=Names)
    _top: str = ""

    def files(self, given: str | Path) -> Iterator[Found | Problem]:
        """The files of one given path; a folder is walked to its depths, sorted by name."""
        path = Path(given)
        try:
            is_folder = path.is_dir()
            path.stat()
        except OSError as error:
            yield unreadable(path, error)
            return
        if not is_folder:
            yield from self._once(path, path.name, named=True)
            return
        top = path.name or path.resolve().name
        before = len(self._files)
        self._top = str(path)
        skipped = self._skipped.setdefault(self._top, [])
        yield from self._folder(path, top)
        if len(self._files) == before and not skipped:
            yield Problem(str(path), "read", "empty-folder", "the folder holds no page")

    def pass_over(self, name: str) -> None:
        """Note a file of the folder being walked that turned out not to be a page."""
        self._skipped[self._top].append(name)

    def passed_over(self) -> Iterator[Problem]:
        """One note for each given folder that held files which are not pages."""
        for folder, names in self._skipped.items():
            if names:
                yield Problem(folder, "read", "not-pages", says_passed_over(names), fatal=False)

    def _folder(self, folder: Path, prefix: str) -> Iterator[Found | Problem]:
        try:
            about = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield unreadable(folder, error)
            return
        if (about.st_dev, about.st_ino) in self._folders:
            return
        self._folders.add((about.st_dev, about.st_ino))
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path, name = Path(entry.path), f"{prefix}/{entry.name}" if prefix else entry.name
            try:
                is_folder, is_file = entry.is_dir(), entry.is_file()
                entry.stat()
            except OSError as error:
                yield unreadable(path, error)
                continue
            if is_folder:
                yield from self._folder(path, name)
            elif not is_file or is_no_page(entry.name):
                self.pass_over(name)
            else:
                yield from self._once(path, name, named=False)

    def _once(self, path: Path, name: str, named: bool) -> Iterator[Found | Problem]:
        about = path.stat()
        key = (about.st_dev, about.st_ino)
        if key in self._files and path.is_file():
            says = f"the same file was given before, as {self._files[key]}; it is read once"
            yield Problem(str(path), "read", "given-twice", says, fatal=False)
            return
        self._files[key] = str(path)
        yield Found(path, self._names.free(name), named)


def unreadable(path: str | Path, error: OSError) -> Problem:
    """Why a file or folder could not be opened, in one sentence."""
    if isinstance(error, FileNotFoundError):
        dangling = Path(path).is_symlink()
        says = "it is a link to a file that does not exist" if dangling else "there is no such file or folder"
        return Problem(str(path), "read", "missing", says)
    if isinstance(error, PermissionError):
        return Problem(str(path), "read", "no-permission", "there is no permission to read it")
    if isinstance(error, Damaged):
        return Problem(str(path), "read", "damaged", str(error))
    return Problem(str(path), "read", "unreadable", f"it could not be read: {error.strerror or error}")


def given_paths(paths: Sequence[str | Path]) -> list[str | Path]:
    """The paths as given, without exact repetitions of ``-``: standard input can be read once."""
    seen: list[str | Path] = []
    for path in paths:
        if str(path) != "-" or "-" not in seen:
            seen.append("-" if str(path) == "-" else path)
    return seen


def is_no_page(name: str) -> bool:
    """True for a file that is passed over in a folder for its name alone."""
    stem, _, suffix = name_inside(name).lower().rpartition(".")
    return suffix in _NOT_PAGES or (stem or suffix) in _NOT_PAGE_NAMES


def says_passed_over(names: Sequence[str]) -> str:
    """How many files of a folder are no pages, with the first of them."""
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"{len(names)} file{'s' if len(names) > 1 else ''} passed over as not pages: {shown}"
