"""What a sentence carries: quotes, attributions, figures, dates, names, events, hedges."""

from retold.mention.find import find_mentions
from retold.mention.parse import model_name

__all__ = ["find_mentions", "model_name"]
