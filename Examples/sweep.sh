#!/bin/sh
# A sweep from a script: one row of CSV for every gamma and alpha.
# Usage: Examples/sweep.sh FILE     (FOCAL names the program, if it is not on the PATH)
set -eu
focal=${FOCAL:-focal}

echo "gamma,alpha,mean"
for gamma in 0 1 2 5; do
  for alpha in 0.25 0.5 none; do
    echo "$gamma,$alpha,$("$focal" --bare --gamma "$gamma" --alpha "$alpha" "$1")"
  done
done
