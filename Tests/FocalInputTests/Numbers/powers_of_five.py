import FocalDecimals
"""Prints a fingerprint of the table of PowersOfFive, computed from its definition.

    python3 powers_of_five.py

The line it prints is pasted into PowersOfFiveTests.swift.
"""

fingerprint = 0
for exponent in range(-342, 309):
    if exponent >= 0:
        power = 5**exponent
        excess = power.bit_length() - 128
        entry = power >> excess if excess > 0 else power << -excess
    else:
        divisor = 5**-exponent
        entry = (1 << (127 + divisor.bit_length())) // divisor
        if exponent >= -27:
            entry += 1
    assert entry.bit_length() == 128
    fingerprint = (fingerprint * 0x9E3779B97F4A7C15 + entry) % 2**128
digits = f"{fingerprint:032X}"
print("0x" + "_".join(digits[i : i + 4] for i in range(0, 32, 4)))
