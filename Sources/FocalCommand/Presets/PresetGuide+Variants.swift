extension PresetGuide {
  /// Variants since 2020, and libraries of detection and classification with many users.
  static let variantLosses: [PresetGuide] = [
    PresetGuide(
      preset: "fastai",
      options: [
        "gamma=2": "--gamma 2",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its weight multiplies the cross entropy before p_t is taken from it, which no "
          + "option here does."
      ]),
    PresetGuide(
      preset: "yolov5",
      options: [
        "gamma=1.5": "--gamma 1.5",
        "alpha=0.25": "--alpha 0.25",
      ],
      notes: [
        "Wraps a binary cross entropy, whose reduction it takes: the mean over all "
          + "elements."
      ]),
    PresetGuide(
      preset: "yolov5-qfocal",
      options: [
        "gamma=1.5": "--gamma 1.5",
        "alpha=0.25": "--alpha 0.25",
      ],
      notes: [
        "The modulating factor is |y - p|^gamma; labels may be fractions."
      ]),
    PresetGuide(
      preset: "mmcv-softmax",
      options: [
        "gamma=2": "--gamma 2",
        "alpha=0.25": "--alpha 0.25 --alpha-rule scale",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its alpha is one factor of everything; its logarithm is of max(p, FLT_MIN), as "
          + "here.",
        "Rows with a negative label are 0 there: leave them out with --ignore-label.",
      ]),
    PresetGuide(
      preset: "timm-asl",
      options: [
        "gamma_neg=4, gamma_pos=1, clip=0.05": "--modulator asl:positive=1,negative=4,margin=0.05",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Sums the columns and takes the mean of the rows by default since 1.0."
      ]),
    PresetGuide(
      preset: "effdet",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "gamma=1.5": "--gamma 1.5",
        "label_smoothing=0.1": "--label-smoothing 0.1",
      ],
      notes: [
        "Divides by the positives of the batch plus 1, which --divide-by N says; the "
          + "reduction here is the sum.",
        "With smoothing alpha and the modulating factor stay those of the hard labels.",
      ]),
    PresetGuide(
      preset: "flsd-53",
      options: [
        "gamma=3": "--modulator schedule:0.2=5,0.5=3,1=3",
        "gamma=2": "--modulator schedule:0.2=5,0.5=3,1=2",
      ],
      notes: [
        "Its gamma is that of p_t 0.5 and more; below, gammas are 3, and 5 below 0.2.",
        "Its mean is --reduction mean.",
      ]),
    PresetGuide(
      preset: "dual-focal",
      options: [
        "gamma=2": "--gamma 2",
        "size_average=True": "--reduction mean",
      ],
      notes: [
        "Its gamma is chosen by the user; here it is 2 unless --gamma says another.",
        "p_j is the largest probability below p_t, or 0.",
      ]),
    PresetGuide(
      preset: "nfl",
      options: [
        "gamma=0.5": "--gamma 0.5"
      ],
      notes: [
        "Divides by the sum of the losses that every class would have as the true one; "
          + "it is not --modulator normalized of segmentation libraries.",
        "Its scale alpha is one factor: --alpha A --alpha-rule scale.",
      ]),
    PresetGuide(
      preset: "centernet",
      options: [
        "alpha=2": "--gamma 2",
        "gamma=4": "--modulator gaussian:beta=4",
      ],
      notes: [
        "Its alpha is the focusing parameter --gamma, its gamma the exponent beta of 1 - "
          + "y.",
        "Labels below 1 are negatives that weigh (1 - y)^beta; the sum is divided by the "
          + "labels that are 1.",
        "mmdetection adds 1e-12 inside the logarithm, as here.",
      ]),
    PresetGuide(
      preset: "varifocal",
      options: [
        "alpha=0.75": "--alpha 0.75",
        "gamma=2.0": "--gamma 2",
      ],
      notes: [
        "Needs --quality COL: the IoU of every positive, which is its target and its "
          + "weight.",
        "Ultralytics takes the column means and sums them: --reduction sum-of-means. "
          + "D-FINE has --alpha 0.2.",
      ]),
    PresetGuide(
      preset: "deim-mal",
      options: [
        "gamma=1.5": "--gamma 1.5",
        "mal_alpha=0.75": "--alpha 0.75",
      ],
      notes: [
        "Needs --quality COL: the IoU u of every positive, whose target is u^gamma.",
        "The default of the class is gamma 2; its configurations have 1.5.",
      ]),
    PresetGuide(
      preset: "rf-detr",
      options: [
        "focal_alpha=0.25": "--modulator ia-bce:alpha=0.25",
        "gamma=2": "--gamma 2",
      ],
      notes: [
        "Needs --quality COL: the IoU of every positive.",
        "Its alpha is the exponent of p in the target, which the library holds when it "
          + "differentiates.",
      ]),
  ]
}
