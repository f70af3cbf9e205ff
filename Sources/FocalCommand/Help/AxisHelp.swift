import FocalInput
import FocalLoss
import FocalOutput

// What every value of an axis means, in words that a terminal can show.

extension Alpha.Rule {
  /// What the values of α multiply.
  var definition: String {
    switch self {
    case .none: "nothing: no weighting"
    case .balanced:
      "positives alpha, negatives 1 - alpha, alpha from 0 to 1; a list has one a column. The default but in multiclass"
    case .scale: "everything, by one factor"
    case .perClass:
      "samples by their true class, one factor a class; what a list means in multiclass"
    case .positiveWeight: "positives alpha, negatives 1"
    case .background: "class 0, the background, 1 - alpha; the other classes alpha"
    case .positivesOnly: "positives alpha, negatives 0"
    case .negatives: "positives 1, negatives alpha"
    }
  }
}

extension Epsilon.Rule {
  /// How the value keeps the loss finite.
  var definition: String {
    switch self {
    case .none: "not at all; infinite where p_t is 0"
    case .clip:
      "p is held in [E, 1 - E], in ce and q both; for softmax p_t is. The default, with 1e-7, for probabilities"
    case .add: "ce = -ln (p_t + E); q is left as it is"
    case .floor: "ce = -ln max(p_t, E), and q is at least E"
    case .addAll: "E is added to p everywhere, in q too"
    case .clipCrossEntropy: "p is held in [E, 1 - E] in ce only"
    case .clipAdd: "as clip-ce, and then E is added inside the logarithm"
    case .logFloor: "ce is at most E: 100 means ln p >= -100"
    }
  }
}

extension SoftTargetRule {
  /// What the loss is, α aside.
  var definition: String {
    switch self {
    case .mixture: "(y q+ + (1 - y) q-)^g c; torchvision, optax, Keras binary"
    case .expected:
      "y q+^g ce+ + (1 - y) q-^g ce-; kornia binary, Keras categorical; what smoothing uses"
    case .expCrossEntropy: "(1 - e^-c)^g c; segmentation-models-pytorch, Catalyst"
    case .margin: "sigmoid(-z (2y - 1))^g c with the logit z; MONAI. Not for softmax"
    case .distance: "|y - p|^g c; quality focal loss. Not for softmax"
    case .logMixture: "-(1 - p_t)^g ln p_t with p_t = y p + (1 - y)(1 - p); Flux binary"
    case .positiveFactor: "q+^g c, the factor of a positive; pip focal-loss. Not for softmax"
    }
  }
}

extension Reduction {
  /// What the losses of the samples become.
  var definition: String {
    switch self {
    case .none: "the loss of every sample, as --per-sample"
    case .mean: "sum of w l / samples. The default"
    case .sum: "sum of w l"
    case .meanElements: "sum of w l / elements, which are samples times predictions of each"
    case .sumOfMeans:
      "sum of w l / predictions of a sample: the mean over the columns, summed over the samples"
    case .macro: "the mean over the classes of the means of each"
    case .positives: "sum of w l / positives, or / 1 where there is none; RetinaNet"
    case .weightedMean: "sum of w l / sum of w, with class weights in w too"
    case .weightedMeanElements: "sum of w l / sum of w over the elements, class weights in w too"
    case .divideBy: "sum of w l / N, as --divide-by N says"
    case .sumOfGroups: "the sum over the groups of --group-by of the reduction R of each"
    case .meanOfGroups: "the mean over the groups of --group-by of the reduction R of each"
    }
  }
}

extension Modulator.Kind {
  /// What becomes of the cross entropy.
  var definition: String {
    let values = zip(parameters, defaults).map { "\($0)=\(NumberText.shortest($1))" }
    let given = values.isEmpty ? "" : " Published: \(rawValue):\(values.joined(separator: ","))"
    return formula + "." + given
  }

  private var formula: String {
    switch self {
    case .power: "q^g ce: the focal loss itself. The default"
    case .asl:
      "q^positive ce for positives, q^negative ce for negatives, whose p is first reduced by margin"
    case .reduced: "ce where p_t < threshold, else (q / threshold)^g ce"
    case .reducedContinuous:
      "ce where p_t < threshold, else (q / (1 - threshold))^g ce, which does not jump"
    case .normalized: "q^g ce, of which the sums are divided by the sum of q^g"
    case .flStar: "-ln sigmoid(g x + beta) / g with the logit x of p_t"
    case .perClass: "q^g ce with a g of each class, as per-class:gammas=1+2"
    case .poly1: "q^g ce + epsilon q^(g + 1), of which alpha multiplies the first"
    case .aslSingleLabel:
      "q^positive ce of the true class and, with smoothing, p^negative ce of the others"
    case .schedule:
      "q^g ce with the g of the first bound above p_t, as schedule:0.2=5,0.5=3,1=2; FLSD-53"
    case .inverse: "(1 + p_t)^g ce"
    case .dual: "(q + p_j)^g ce with p_j the largest probability below p_t, or 0. For multiclass"
    case .normalizedSoftmax:
      "q^g ce over the sum of that of every class, were it the true one. For multiclass"
    case .poly1Both: "as poly1, of which alpha multiplies both: poly1:epsilon=1,alpha=both"
    case .gaussian: "q^g ce of label 1, (1 - y)^beta p^g ce- of every other label y; CenterNet"
    case .powerMargin: "q^g ce, a negative's p first reduced by margin: power:margin=0.05"
    case .varifocal: "p^g ce- of a negative; u (u ce+ + (1 - u) ce-) of a positive of --quality u"
    case .mal: "p^g ce- of a negative; t ce+ + (1 - t) ce- of a positive, t = u^g with --quality u"
    case .iaBCE: "the same with t = max(p^alpha u^(1 - alpha), 0.01)"
    }
  }
}

extension InputFormat {
  /// What is read.
  var definition: String {
    switch self {
    case .csv: "fields between commas, or as --delimiter says; ; | and runs of blanks are told"
    case .tsv: "fields between tabs"
    case .json: "JSON of any usual shape: rows, columns, wrapped rows, arrays in members"
    case .ndjson: "a JSON row a line"
    case .npy: "an array of NumPy's, labels among its columns or in --labels"
    case .npz: "an archive of such arrays, as numpy.savez writes it; FILE.npz:MEMBER is one of them"
    }
  }
}

extension OutputFormat {
  /// What is written.
  var definition: String {
    switch self {
    case .table: "for people, as wide as the terminal. The default"
    case .json: "one object; with --per-sample the samples are a list in it"
    case .ndjson: "an object a line; with --per-sample the rows as they are read"
    case .csv: "a header and rows; with --per-sample the rows as they are read"
    case .tsv: "the same between tabs"
    case .markdown: "tables of Markdown"
    case .state: "what was gathered, for focal merge: one line"
    }
  }
}
