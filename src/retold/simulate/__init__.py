"""News propagation with known truth: stories whose every step from text to text is logged."""

from retold.simulate.settings import FROZEN, SimulationSettings
from retold.simulate.simulation import simulate
from retold.simulate.story import SimulatedStory, SimulatedText

__all__ = ["FROZEN", "SimulatedStory", "SimulatedText", "SimulationSettings", "simulate"]
