"""What we claim about speed and safety, runnable: `python -m bench [name ...]`."""
