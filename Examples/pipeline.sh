#!/bin/sh
# The hardest samples of the less certain half of a file, and the loss of that half.
# Usage: Examples/pipeline.sh     (FOCAL names the program, if it is not on the PATH)
set -eu
cd "$(dirname "$0")"
focal=${FOCAL:-focal}

uncertain() {
  awk -F, 'NR == 1 || ($3 > 0.01 && $3 < 0.99)' Data/breast_cancer.csv
}

echo "mean of the uncertain samples:"
uncertain | "$focal" --bare --gamma 2 --alpha 0.25

echo "the three hardest:"
uncertain | "$focal" --per-sample --digits 6 | tail -n +2 | sort -t, -k4,4 -g -r | head -n 3
