import Testing

@testable import FocalCommand

/// é is one letter of two scalars, or of one: in a file these are two texts.
@Suite struct ByteNameTests {
  private static let one = "\u{e9}"
  private static let two = "e\u{301}"
  private static let unbalanced = "0.17328679513998632\n"

  private static func focal(_ arguments: [String], _ input: String) -> Run {
    FocalCommandTests.focal(arguments, input: Array(input.utf8))
  }

  /// An option, and a file with a column that it is to name.
  static let selecting: [(option: String, rest: [String], row: String, header: String)] = [
    ("--label", ["--prediction", "p"], "1,.5", "@,p"),
    ("--prediction", [], "1,.5", "label,@"), ("--weight", [], "1,.5,1", "label,prediction,@"),
    ("--id", ["--top", "1"], "1,.5,1", "label,prediction,@"),
    ("--group-by", [], "1,.5,1", "label,prediction,@"),
  ]

  @Test("an option names a column by its bytes", arguments: selecting.indices)
  func columns(index: Int) {
    let (option, rest, row, header) = Self.selecting[index]
    for name in [Self.one, Self.two] {
      for given in [Self.one, Self.two] {
        let run = Self.focal(
          rest + [option, given], header.replacing("@", with: name) + "\n\(row)\n")
        let isSame = name.unicodeScalars.elementsEqual(given.unicodeScalars)
        #expect(run.status == (isSame ? .done : .usage), "\(option)")
      }
    }
  }

  @Test("ranges and globs name columns by their bytes")
  func patterns() {
    let header = "label,\(Self.one)1,\(Self.two)2"
    for (pattern, count) in [
      ("\(Self.one)1:\(Self.two)2", 2), ("\(Self.two)1:\(Self.two)2", 0), ("\(Self.one)*", 1),
      ("\(Self.two)*", 1), ("?1", 1),
    ] {
      let selector = ColumnSelector(text: pattern)
      let names = header.split(separator: ",").map(String.init)
      let fields = selector.fields(in: TableHeader(names: names, fieldCount: 3))
      #expect(fields.count == count, "\(pattern)")
    }
  }

  @Test("a name that stands once is no repeated one, and two files of two spellings are two kinds")
  func headers() {
    #expect(
      Self.focal(
        ["--prediction", Self.one, "--bare"], "label,\(Self.one),\(Self.two)\n1,.5,.4\n"
      ).status == .done)
    #expect(
      !(TableHeader(names: [Self.one], fieldCount: 1)
        == TableHeader(names: [Self.two], fieldCount: 1)))
  }

  @Test("a label is the class of the same bytes")
  func labels() {
    for (label, loss) in [(Self.one, "0.010536"), (Self.two, "2.0723")] {
      let run = Self.focal(
        ["--epsilon", "0", "--bare", "--gamma", "1"],
        "label,p_\(Self.one),p_\(Self.two)\n\(label),.9,.1\n")
      #expect(run.output.hasPrefix(loss), "\(run)")
    }
  }

  @Test("classes are named by bytes")
  func classes() {
    let run = Self.focal(
      ["--classes", "\(Self.one),\(Self.two)", "--bare", "--gamma", "1"],
      "label,p0,p1\n\(Self.two),.9,.1\n")
    #expect(run.output.hasPrefix("2.07"))
  }

  @Test("a positive label has the bytes that the option has")
  func positive() {
    for (given, status) in [(Self.one, ExitStatus.done), (Self.two, .data)] {
      let run = Self.focal(
        ["--positive", given, "--bare"], "label,prediction\n\(Self.one),.5\nx,.5\n")
      #expect(run.status == status)
    }
  }

  @Test("a label to ignore, and one for the background, likewise")
  func special() {
    let data = "label,prediction\n\(Self.one),.5\n1,.5\n"
    #expect(Self.focal(["--ignore-label", Self.one, "--bare"], data).status == .done)
    #expect(Self.focal(["--ignore-label", Self.two, "--bare"], data).status == .data)
    let classes = "label,p0,p1\n\(Self.one),.5,.5\np0,.5,.5\n"
    let options = ["--task", "one-vs-all", "--bare", "--background"]
    #expect(Self.focal(options + [Self.one], classes).status == .done)
    #expect(Self.focal(options + [Self.two], classes).status == .data)
  }

  @Test("families of columns have stems of the same bytes")
  func families() {
    #expect(
      Self.focal(["--bare"], "label,\(Self.one)0,\(Self.one)1\n1,.5,.5\n").output
        == Self.unbalanced)
    #expect(
      Self.focal(["--bare"], "label,\(Self.one)0,\(Self.two)1\n1,.5,.5\n").status == .usage)
  }

  @Test("members of JSON likewise: both spellings are two columns")
  func members() {
    let row = "{\"label\":1,\"\(Self.one)\":0.5,\"\(Self.two)\":[0.4,0.6]}\n"
    #expect(
      Self.focal(["--prediction", Self.one, "--bare"], row).output == "0.04332169878499658\n")
    #expect(Self.focal(["--prediction", "\(Self.one).0", "--bare"], row).status == .usage)
    #expect(Self.focal(["--prediction", Self.two, "--bare"], row).status == .done)
    let columns = "{\"label\":[1],\"\(Self.one)\":[0.5],\"\(Self.two)\":[0.4]}"
    #expect(
      Self.focal(["--prediction", "\(Self.one),\(Self.two)", "--bare"], columns).status == .done)
  }

  @Test("two spellings of a group are two groups, and of an id two ids")
  func groupsAndIDs() throws {
    let groups = Self.focal(
      ["--json", "--group-by", "g"],
      "label,prediction,g\n1,.5,\(Self.one)\n1,.5,\(Self.two)\n")
    #expect(try (groups.object()["groups"] as? [Any])?.count == 2)
    let folder = try TemporaryFolder()
    let labels = try folder.file("labels.csv", "id,label\n\(Self.one),1\n\(Self.two),0\n")
    for (id, loss) in [(Self.one, "0.04332169878499658\n"), (Self.two, "0.12996509635498973\n")] {
      let run = Self.focal(
        ["--labels", labels, "--id", "id", "--bare"], "id,prediction\n\(id),.5\n")
      #expect(run.output == loss)
    }
  }
}
