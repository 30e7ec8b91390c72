"""What pytest loads in every run where claimboard is installed; it imports nothing heavy before its fixture is used."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .extraction import ExtractionRegression


@pytest.fixture
def extraction_regression(request: pytest.FixtureRequest) -> "ExtractionRegression":
    """Store what claimboard extracts, and compare with it from then on: `extraction_regression.check("abstracts/")`."""
    if not request.config.pluginmanager.hasplugin("regressions"):
        pytest.fail("extraction_regression needs pytest-regressions: pip install 'claimboard[testing]'", pytrace=False)
    from .extraction import ExtractionRegression

    return ExtractionRegression(request)
