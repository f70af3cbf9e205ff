#!/usr/bin/env bash
# One report of a file that all processors read at once, to the same bits: blocks of whole rows go
# through `focal --format state`, and `focal merge` makes one report of their states.
# Usage: Examples/parallel.sh FILE [OPTIONS] [-- REPORT_OPTIONS]
#        (FOCAL names the program, if it is not on the PATH; BLOCKS is how many, four a processor)
#
# FILE is CSV with a header and no line end within quotes, or NDJSON (FILE.ndjson, FILE.jsonl).
# It is cut by GNU parallel where that is installed, and by split of GNU coreutils with xargs otherwise.
set -euo pipefail
file=$1
shift
options=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  options+=("$1")
  shift
done
report=("${@:2}")

export FILE=$file FOCAL=${FOCAL:-focal}
jobs=$(getconf _NPROCESSORS_ONLN)
export BLOCKS=${BLOCKS:-$((jobs * 4))}
export FORMAT=csv
case $file in *.ndjson | *.jsonl) FORMAT=ndjson ;; esac
export STATES
STATES=$(mktemp -d)
trap 'rm -rf "$STATES"' EXIT

# Several programs are called parallel.
if parallel --version 2> /dev/null | grep -q '^GNU parallel'; then
  header=()
  [ "$FORMAT" = ndjson ] || header=(--header :)
  parallel --will-cite --quote --halt now,fail=1 --jobs "$jobs" \
    --pipepart --arg-file "$file" --block $(($(wc -c < "$file") / BLOCKS + 1)) "${header[@]}" \
    "$FOCAL" --format state --shard 'block {#}' --input-format "$FORMAT" --threads 1 \
    "${options[@]}" > "$STATES/all"
  "$FOCAL" merge "${report[@]}" "$STATES/all"
else
  # The header is in the first block, and goes before each other one.
  block='
    number=$1
    shift
    {
      [ "$FORMAT" = ndjson ] || [ "$number" -eq 1 ] || head -n 1 "$FILE"
      split -n "l/$number/$BLOCKS" "$FILE"
    } | "$FOCAL" --format state --output "$STATES/$number" --shard "block $number" \
      --input-format "$FORMAT" --threads 1 "$@" || exit 255'
  # 255 makes xargs stop.
  seq "$BLOCKS" | xargs -P "$jobs" -I '{}' \
    bash -c "set -o pipefail; $block" parallel '{}' "${options[@]}"
  "$FOCAL" merge --expect "$BLOCKS" "${report[@]}" "$STATES"/*
fi
