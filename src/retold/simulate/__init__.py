"""News propagation with known truth: stories whose every step from text to text is logged."""

from retold.simulate.settings import SimulationSettings
from retold.simulate.story import SimulatedStory, SimulatedText, simulate

__all__ = ["SimulatedStory", "SimulatedText", "SimulationSettings", "simulate"]
