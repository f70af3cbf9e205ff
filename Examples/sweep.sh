#!/bin/sh
# How alpha and gamma change the loss: a row of CSV for every pair, from one pass over the file.
# Usage: Examples/sweep.sh FILE     (FOCAL names the program, if it is not on the PATH)
#
# The mean falls with gamma whatever the predictions are; the skill, 1 - L/L0 against the best
# constant prediction under the same loss, can be compared.
set -eu
focal=${FOCAL:-focal}

"$focal" sweep --gamma 0,1,2,5 --alpha 0.25,0.5,none --format csv "$1" | cut -d , -f 1,2,4,8
