extension PresetGuide {
  /// Keras, and libraries for TensorFlow.
  static let keras: [PresetGuide] = [
    PresetGuide(
      preset: "keras-binary",
      options: [
        "apply_class_balancing=True": "--alpha 0.25",
        "apply_class_balancing=False": "--alpha none",
        "gamma=2": "--gamma 2",
        "from_logits=True": "--logits",
        "from_logits=False": "--probabilities",
        "label_smoothing=0.1": "--label-smoothing 0.1",
        "reduction=\"sum\"": "--reduction sum-of-means",
      ],
      notes: [
        "Its alpha counts with apply_class_balancing only: then --alpha 0.25.",
        "From probabilities the cross entropy is clipped to [1e-7, 1 - 1e-7], the "
          + "modulating factor is not; from logits nothing is clipped. JAX and torch "
          + "differ: keras-binary-clip.",
        "The mean over the outputs of a row, then over the rows: over all elements.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "keras-binary-clip",
      options: [
        "apply_class_balancing=True": "--alpha 0.25",
        "apply_class_balancing=False": "--alpha none",
        "gamma=2": "--gamma 2",
        "from_logits=True": "--logits",
        "from_logits=False": "--probabilities",
        "label_smoothing=0.1": "--label-smoothing 0.1",
        "reduction=\"sum\"": "--reduction sum-of-means",
      ],
      notes: [
        "Its alpha counts with apply_class_balancing only: then --alpha 0.25.",
        "The cross entropy is clipped to [1e-7, 1 - 1e-7] from logits too; the "
          + "modulating factor is not.",
        "It rounds to float32 inside; here in float64.",
        "The mean over the outputs of a row, then over the rows: over all elements.",
      ]),
    PresetGuide(
      preset: "keras2-binary",
      options: [
        "apply_class_balancing=True": "--alpha 0.25",
        "apply_class_balancing=False": "--alpha none",
        "gamma=2": "--gamma 2",
        "from_logits=True": "--logits",
        "from_logits=False": "--probabilities",
        "label_smoothing=0.1": "--label-smoothing 0.1",
        "reduction=\"sum\"": "--reduction sum-of-means",
      ],
      notes: [
        "Its alpha counts with apply_class_balancing only: then --alpha 0.25.",
        "From probabilities it clips to [1e-7, 1 - 1e-7] and then adds 1e-7 inside "
          + "the logarithm; the modulating factor sees p. From logits it does neither.",
        "The mean over the outputs of a row, then over the rows: over all elements.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "keras-categorical",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=[0.2, 0.3, 0.5]": "--alpha 0.2,0.3,0.5 --alpha-rule per-class",
        "gamma=2": "--gamma 2",
        "from_logits=True": "--logits",
        "from_logits=False": "--probabilities",
        "label_smoothing=0.1": "--label-smoothing 0.1",
        "reduction=\"sum\"": "--reduction sum",
        "reduction=None": "--per-sample",
      ],
      notes: [
        "Its alpha 0.25 is one factor for everything; a list is by true class: "
          + "--alpha 0.2,0.3,0.5 --alpha-rule per-class.",
        "Clips to [1e-7, 1 - 1e-7], from logits too, and in the modulating factor.",
        "The original renormalises rows of probabilities; here they are taken as they "
          + "are.",
      ]),
    PresetGuide(
      preset: "tfa",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
        "from_logits=True": "--logits",
        "from_logits=False": "--probabilities",
        "reduction=NONE": "--per-sample",
        "reduction=SUM": "--reduction sum",
      ],
      notes: [
        "From probabilities it clips to [1e-7, 1 - 1e-7] and then adds 1e-7 inside "
          + "the logarithm; the modulating factor sees p. From logits it does neither.",
        "The original returns the sums over the last axis by default; the reduction "
          + "here is their mean.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "artemmavrin",
      options: [
        "pos_weight=3": "--alpha 3 --alpha-rule positive-weight",
        "gamma=2": "--gamma 2",
        "from_logits=True": "--logits",
        "from_logits=False": "--probabilities",
        "label_smoothing=0.1": "--label-smoothing 0.1",
      ],
      notes: [
        "Its pos_weight W is --alpha W --alpha-rule positive-weight; its gamma has no "
          + "default, here it is 2.",
        "From probabilities p and 1 - p are each held at 1e-7 or more, in the "
          + "modulating factor too; from logits nothing is.",
        "Its label_smoothing is --label-smoothing, whose labels have the expected loss.",
        "Without it a fractional label has the modulating factor of a positive from logits; from "
          + "probabilities every label but 0 is a positive there, and has the expected loss here.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "artemmavrin-sparse",
      options: [
        "class_weight=[1, 2, 3]": "--class-weights 1,2,3",
        "gamma=2": "--gamma 2",
        "gamma=[1, 2, 3]": "--modulator per-class:gammas=1+2+3",
        "from_logits=True": "--logits",
        "from_logits=False": "--probabilities",
      ],
      notes: [
        "From probabilities it clips to [1e-7, 1 - 1e-7] and takes the softmax of the "
          + "logarithms again; here p_t is clipped.",
        "Release 0.0.7 fails on float64, so there is no number of its own to check.",
      ]),
  ]
}
