"""A ``Report`` for people and machines: terminal text, one HTML file, JSON, JSONL, and the JSON Schema of both."""
