"""What the model of results sees beside a number."""

from claimboard.extractors.document import lay_out
from claimboard.extractors.quantities import find_quantities
from claimboard.extractors.result_features import nearest_metric_features
from claimboard.extractors.result_sentence import read_sentences


def nearest(text: str) -> list[str]:
    document = lay_out("", text)
    return nearest_metric_features(read_sentences(document, find_quantities(document), [])[0], 0)


def test_the_metric_nearest_by_with_its_side_and_the_unit() -> None:
    assert nearest("Our tracker has a latency of 12 ms on it.") == ["nearest=latency|B2", "nearest=latency|u=time"]
    assert nearest("It cuts the 12% error further.") == ["nearest=error_rate|A1", "nearest=error_rate|u=percent"]


def test_a_metric_far_away_is_not_near() -> None:
    far = "Its latency, as all of us who have seen it run in the field would say, is about 12 ms."
    assert nearest(far) == []
    assert nearest("It took 12 ms.") == []
