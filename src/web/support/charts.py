"""The little arithmetic that charts need before a template can draw them."""

from math import ceil, log10


def ticks(highest: int, wanted: int = 4) -> list[int]:
    """Round steps from 0 to at least `highest`, about `wanted` of them, so that an axis reads 0, 20, 40, 60, 80."""
    if highest <= 0:
        return [0, 1]
    rough = max(1.0, highest / wanted)
    power = 10 ** int(log10(rough))
    step = int(next(power * k for k in (1, 2, 5, 10) if power * k >= rough))
    return [step * n for n in range(ceil(highest / step) + 1)]
