"""Instruments as data: packs in YAML, checked on loading, and how they are scored."""

from fit_tracker.instruments.catalogue import Catalogue, load_catalogue
from fit_tracker.instruments.scoring import check_total, total

__all__ = ["Catalogue", "check_total", "load_catalogue", "total"]
