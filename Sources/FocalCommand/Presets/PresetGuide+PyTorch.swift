extension PresetGuide {
  /// Libraries for PyTorch, and its relatives.
  static let torch: [PresetGuide] = [
    PresetGuide(
      preset: "torchvision",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=-1": "--alpha none",
        "gamma=2": "--gamma 2",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "The original returns one loss per element by default; the reduction here is their mean.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "fvcore",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=-1": "--alpha none",
        "gamma=2": "--gamma 2",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its alpha is off by default (-1): --alpha 0.25 is its alpha 0.25.",
        "It computes in float32; here in float64.",
        "The original returns one loss per element by default; the reduction here is "
          + "their mean.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "fvcore-star",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=-1": "--alpha none",
        "gamma=1": "--gamma 1",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its gamma is --gamma, 1 by default; its alpha is off by default (-1), "
          + "--alpha 0.25 is its 0.25.",
        "It computes in float32; here in float64.",
        "The original returns one loss per element by default; the reduction here is "
          + "their mean.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "kornia-binary",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its alpha None is --alpha none; its pos_weight has no option here.",
        "Soft labels are weighted term by term: the expected loss.",
        "The original returns one loss per element by default; the reduction here is "
          + "their mean.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "kornia",
      options: [
        "alpha=0.25": "--alpha 0.25 --alpha-rule background",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
        "weight=[1, 2, 3]": "--class-weights 1,2,3",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its mean divides by rows times classes, the zeros of the one-hot labels "
          + "included, and the rows of its ignore_index; those of --ignore-label are not.",
        "The original returns no reduction by default; the reduction here is its "
          + "mean.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "monai",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "alpha=[0.2, 0.3, 0.5]": "--alpha 0.2,0.3,0.5 --alpha-rule positive-weight",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
        "weight=[1, 2, 3]": "--class-weights 1,2,3 --class-weight-rule column",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its alpha is --alpha, balanced; a list of 1.6.1 is --alpha-rule "
          + "positive-weight.",
        "It computes in float32; here in float64.",
        "In 1.6.1 its sum is its mean where predictions have two dimensions; here a "
          + "sum is a sum.",
        "In 1.6.1 ignore_index multiplies its mean by the classes, even where nothing "
          + "is ignored; not here.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "monai-softmax",
      options: [
        "alpha=0.25": "--alpha 0.25 --alpha-rule background",
        "alpha=[0.2, 0.3, 0.5]": "--alpha 0.2,0.3,0.5 --alpha-rule per-class",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
        "weight=[1, 2, 3]": "--class-weights 1,2,3",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its mean is over all elements, rows times classes.",
        "It computes in float32; here in float64.",
        "In 1.6.1 its sum is its mean where predictions have two dimensions; here a "
          + "sum is a sum.",
        "include_background=False drops class 0 before the softmax: leave its column "
          + "out.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "smp",
      options: [
        "mode=\"binary\"": "--task binary",
        "mode=\"multiclass\"": "--task one-vs-all",
        "mode=\"multilabel\"": "--task multilabel",
        "alpha=0.25": "--alpha 0.25",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
        "normalized=True": "--modulator normalized",
        "reduced_threshold=0.5": "--modulator reduced:threshold=0.5",
        "class_weights=[1, 2, 3]": "--task one-vs-all --class-weights 1,2,3",
        "from_logits=True": "--logits",
        "from_logits=False": "--probabilities",
        "ignore_index=255": "--ignore-label 255",
        "reduction=\"mean\"": "--reduction weighted-mean-elements",
        "reduction=\"sum\"": "--reduction sum-of-means",
      ],
      notes: [
        "Normalized in multiclass is by column: --task multilabel with one-hot labels.",
        "Its class_weights are --class-weights: one a column; mean and sum are divided by their "
          + "sum, which it holds in float32.",
        "From probabilities it clips to [1e-7, 1 - 1e-7]; in multiclass it takes ln p "
          + "for a logit: give ln p with --logits for that.",
        "The original gives NaN for infinite logits; here they have their limits.",
      ]),
    PresetGuide(
      preset: "paddle",
      options: [
        "alpha=0.25": "--alpha 0.25",
        "gamma=2": "--gamma 2",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean-elements",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its normalizer is a number to divide the sum by.",
        "It takes any alpha, negative ones too; here alpha is from 0 to 1.",
      ]),
    PresetGuide(
      preset: "adeelh",
      options: [
        "alpha=[0.2, 0.3, 0.5]": "--alpha 0.2,0.3,0.5",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
        "ignore_index=-100": "--ignore-label -100",
        "reduction=\"none\"": "--per-sample",
        "reduction=\"mean\"": "--reduction mean",
        "reduction=\"sum\"": "--reduction sum",
      ],
      notes: [
        "Its alpha is a list by true class; its mean divides by the rows, not by "
          + "their alphas.",
        "Its default gamma is 0: the cross entropy.",
      ]),
    PresetGuide(
      preset: "clcarwin",
      options: [
        "alpha=[0.2, 0.3, 0.5]": "--alpha 0.2,0.3,0.5",
        "alpha=None": "--alpha none",
        "gamma=2": "--gamma 2",
        "size_average=True": "--reduction mean",
        "size_average=False": "--reduction sum",
      ],
      notes: [
        "Its list for alpha is by true class; its number a gives class 0 a and class "
          + "1 1 - a: --alpha a,1-a.",
        "Its default gamma is 0: the cross entropy.",
        "Its p_t is detached from the graph, so its gradient is another.",
      ]),
  ]
}
