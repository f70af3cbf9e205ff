# The mean focal loss at alpha 0.25 and gamma 2, as the other peers compute it.
BEGIN { FS = "," }
NR > 1 {
  p = $2 + 0
  if (p < 1e-7) p = 1e-7
  if (p > 1 - 1e-7) p = 1 - 1e-7
  if ($1 == 1) { pt = p; alpha = 0.25 } else { pt = 1 - p; alpha = 0.75 }
  sum -= alpha * (1 - pt) * (1 - pt) * log(pt)
}
END { printf "%.17g\n", sum / (NR - 1) }
