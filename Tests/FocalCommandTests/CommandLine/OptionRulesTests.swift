import Testing

@testable import FocalCommand

/// What options may not say together, found before any input is read.
@Suite struct OptionRulesTests {
  static let signature =
    "focal:0.1.0,task:binary,input:logits,alpha:none,gamma:2,epsilon:none,soft:none,"
    + "smoothing:0,reduction:"

  @Test(
    "contradictory options are an error that names both",
    arguments: [
      ("--logits --probabilities", "--logits contradicts --probabilities; give one of them"),
      (
        "--log-probabilities --logits",
        "--logits contradicts --log-probabilities; give one of them"
      ),
      (
        "-p tf-clip --signature \(signature)mean",
        "--preset contradicts --signature; a signature says everything a preset does"
      ),
      ("--bare --json", "--bare contradicts --json; --bare has no format"),
      ("-f csv -b", "--bare contradicts --format; --bare has no format"),
      ("--per-sample -b -f csv", "--bare contradicts --format; --bare has no format"),
      ("--json -f csv", "--json contradicts --format csv; give one of them"),
      ("-f csv --json", "--json contradicts --format csv; give one of them"),
      (
        "-a none --alpha-rule scale",
        "--alpha none contradicts --alpha-rule scale; give one of them"
      ),
      ("-a 1 --alpha-rule none", "--alpha contradicts --alpha-rule none; give one of them"),
      (
        "-e 1e-7 --epsilon-rule none", "--epsilon contradicts --epsilon-rule none; give one of them"
      ),
      ("--per-sample -r sum", "--per-sample contradicts --reduction sum; give one of them"),
      ("-r sum --per-sample", "--per-sample contradicts --reduction sum; give one of them"),
      ("-r sum --divide-by 2", "--reduction contradicts --divide-by; give one of them"),
      ("--divide-by 2 --per-sample", "--per-sample contradicts --divide-by; give one of them"),
      ("-r mean-of-groups:mean", "--reduction mean-of-groups:mean needs --group-by"),
      (
        "--signature \(signature)sum-of-groups:mean",
        "--signature with sum-of-groups:mean needs --group-by"
      ),
      (
        "-r mean-of-groups:mean --group-by g --baseline",
        "--reduction mean-of-groups:mean contradicts --baseline; no constant is the best of groups for itself"
      ),
      (
        "sweep -r mean-of-groups:mean",
        "--reduction mean-of-groups:mean contradicts focal sweep; groups are for focal"
      ),
      ("-b --gradient", "--bare contradicts --gradient; --bare prints the loss only"),
      (
        "--gradient --top 1 -f csv",
        "--top contradicts --gradient; csv and tsv have rows for one of them"
      ),
      (
        "--per-sample -b --gradient", "--bare contradicts --gradient; --bare prints the loss only"
      ),
      (
        "--per-sample --fail-above 1",
        "--fail-above contradicts --per-sample; --fail-above needs a reduced loss"
      ),
      (
        "-r none --fail-above 1",
        "--fail-above contradicts --reduction none; --fail-above needs a reduced loss"
      ),
      (
        "--signature \(signature)none --fail-above 1",
        "--fail-above contradicts --signature; --fail-above needs a reduced loss"
      ),
      (
        "--per-sample -f table",
        "--per-sample contradicts --format table; per sample the format is csv, tsv, ndjson or json"
      ),
      (
        "-r none -f markdown",
        "--reduction none contradicts --format markdown; per sample the format is csv, tsv, ndjson or json"
      ),
      (
        "--positive 1 -t multiclass",
        "--positive contradicts --task multiclass; its labels are classes"
      ),
      (
        "--positive 1 -t one-vs-all",
        "--positive contradicts --task one-vs-all; its labels are classes"
      ),
      (
        "--positive 1 --soft-labels mixture",
        "--positive contradicts --soft-labels; a named label is no fraction"
      ),
      (
        "--positive 1 --label-base 1",
        "--label-base contradicts --positive; a named label is no number"
      ),
      (
        "-t binary --label-base 1",
        "--label-base contradicts --task binary; only classes are counted"
      ),
      (
        "--input-format json --delimiter ;",
        "--delimiter contradicts --input-format json; JSON has no delimiter"
      ),
      (
        "--header no --input-format ndjson",
        "--header contradicts --input-format ndjson; JSON has no header"
      ),
      (
        "--delimiter ; --input-format npy",
        "--delimiter contradicts --input-format npy; arrays have no delimiter"
      ),
      (
        "--header yes --input-format npz",
        "--header contradicts --input-format npz; arrays have no header"
      ),
      (
        "-p tfa,tf-clip",
        "--preset tfa contradicts --preset tf-clip; several presets are for focal compare and focal identify"
      ),
      (
        "--background x -t binary",
        "--background contradicts --task binary; only one-vs-all has a background"
      ),
      (
        "--background x -t multilabel",
        "--background contradicts --task multilabel; only one-vs-all has a background"
      ),
    ])
  func contradiction(_ line: String, _ sentence: String) {
    // A directory and a terminal would be errors of their own if anything were read.
    let words = (line + " /").split(separator: " ").map(String.init)
    #expect(focal(words, input: [], isInputTerminal: true) == .failed(.usage, sentence))
  }

  @Test(
    "options that say the same thing do not contradict each other",
    arguments: [
      "--logits --logits", "--json -f json", "-f json --json", "-f csv -f json",
      "-r none --per-sample -f csv", "--per-sample --per-sample -f csv",
      "-a none --alpha-rule none", "-e 0 --epsilon-rule none", "-r sum -r mean",
      "--positive 1 -t binary", "-t multiclass -t binary --positive 1",
      "--signature \(signature)none -r mean --fail-above 9",
    ])
  func harmony(_ line: String) {
    #expect(focal(line, input: "label,p\n1,0.5\n").status == .done)
  }

  @Test(
    "what needs something else says what",
    arguments: [
      ("identify", "identify needs --observed"),
      ("completions", "completions needs a shell: bash, zsh or fish"),
      ("--plot x.svg", "--plot needs --concentration, --calibration, focal sweep or focal curve"),
      (
        "identify --observed 1 --epsilon-rule add",
        "--epsilon-rule needs --epsilon in focal identify"
      ),
    ])
  func need(_ line: String, _ sentence: String) {
    #expect(focal(line) == .failed(.usage, sentence))
  }

  @Test("the command is looked at before what options say together, and both before files")
  func order() {
    #expect(
      focal("sweep - - --positive 1 -t multiclass --by class")
        == .failed(
          .usage, "--by is for focal without a command; focal sweep does not use it"))
    #expect(
      focal("sweep - - --positive 1 -t multiclass")
        == .failed(.usage, "--positive contradicts --task multiclass; its labels are classes"))
    #expect(
      focal("sweep - -") == .failed(.usage, "standard input is given twice; it can be read once"))
  }
}
