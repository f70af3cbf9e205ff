import Testing

@testable import FocalCommand

/// The columns of the input that the list of the hardest samples shows.
@Suite struct TopColumnTests {
  // The losses are 0.0625, 0.1875 and 0.84375 times ln 2.
  private static let input = #"""
    sample_id,label,p,site,note
    x,1,0.5,north,"a,b"
    ,0,0.5,south,
    z,0,0.75,"say ""hi""",3

    """#

  @Test("a column that is called as ids are is shown, though no option names it")
  func idByName() {
    let run = focal("--top 3 -f csv --digits 3", input: Self.input)
    #expect(
      run
        == .done(
          """
          row,id,label,prediction,target_probability,loss,share
          3,z,0,0.75,0.25,0.585,0.771
          2,,0,0.5,0.5,0.13,0.171
          1,x,1,0.5,0.5,0.0433,0.0571

          """))
    // Of two no one knows which is meant.
    let two = focal("--top 1 -f csv", input: "image_id,user_id,label,p\n1,2,1,0.5\n")
    #expect(two.lines[0] == "row,label,prediction,target_probability,loss,share")
    #expect(
      focal("--top 1 -f csv --id user_id", input: "image_id,user_id,label,p\n1,2,1,0.5\n")
        .lines[1].hasPrefix("1,2,1,0.5,"))
    // What is shown is not among the columns that nothing is read of.
    #expect(
      focal("--top 1 --json", input: Self.input).output.contains("\"unused\": [\"site\", \"note\"]")
    )
  }

  @Test("--columns shows others, whose values pass through as they are")
  func columns() {
    let csv = focal("--top 3 --columns note,site -f csv --digits 3", input: Self.input)
    #expect(
      csv
        == .done(
          #"""
          row,id,note,site,label,prediction,target_probability,loss,share
          3,z,3,"say ""hi""",0,0.75,0.25,0.585,0.771
          2,,,south,0,0.5,0.5,0.13,0.171
          1,x,"a,b",north,1,0.5,0.5,0.0433,0.0571

          """#))
    let json = focal("--top 2 --columns note,site --json --digits 3", input: Self.input)
    #expect(
      json.lines.contains(
        "    { \"row\": 3, \"id\": \"z\", \"columns\": { \"note\": 3, \"site\": \"say \\\"hi\\\"\" }, "
          + "\"label\": 0, \"prediction\": 0.75, \"targetProbability\": 0.25, \"loss\": 0.585, \"share\": 0.771 },"
      ))
    let lines = focal("--top 2 --columns note,site -f ndjson --digits 3", input: Self.input)
    #expect(lines.lines.count == 1)
    #expect(
      lines.output.contains(
        "\"id\": \"z\", \"columns\": { \"note\": 3, \"site\": \"say \\\"hi\\\"\" }"))
    #expect(
      focal("--top 1 --columns s*", input: Self.input).lines
        .contains { $0.hasPrefix("row  id  sample_id  site") })
  }

  @Test("JSON values stay what they are, and what a row has not got is null")
  func json() {
    let input = """
      {"id":"007","label":1,"p":0.5,"tag":"b","flag":true}
      {"label":0,"p":0.5,"flag":null}
      {"id":8,"label":0,"p":0.75,"tag":12,"flag":1.50}
      """
    let run = focal("--top 3 --columns tag,flag --json --digits 3", input: input)
    for values in [
      "\"id\": 8, \"columns\": { \"tag\": 12, \"flag\": 1.50 }",
      "\"id\": null, \"columns\": { \"tag\": null, \"flag\": null }",
      "\"id\": \"007\", \"columns\": { \"tag\": \"b\", \"flag\": true }",
    ] {
      #expect(run.output.contains(values), "\(run.output)")
    }
    let csv = focal("--top 3 --columns tag,flag -f csv --digits 3", input: input)
    #expect(csv.lines.dropFirst().map { $0.prefix(8) } == ["3,8,12,1", "2,,,,0,0", "1,007,b,"])
  }

  @Test("the same rows on any number of threads, with the columns of their rows")
  func threads() {
    let rows = (0..<40_000).map { "\($0),\($0 % 2),0.\(1000 + $0 * 7919 % 8999),t\($0)\n" }
    let input = "id,label,p,text\n" + rows.joined()
    let one = focal("--top 50 --columns text -f csv --threads 1", input: input)
    #expect(
      one.lines.dropFirst().allSatisfy { line in
        let fields = line.split(separator: ",")
        return fields[2] == "t\(fields[1])" && Int(fields[0]) == Int(fields[1]).map { $0 + 1 }
      })
    #expect(focal("--top 50 --columns text -f csv --threads 3", input: input) == one)
  }

  @Test("what cannot be shown is refused")
  func refused() {
    #expect(
      focal("--columns site", input: Self.input) == .failed(.usage, "--columns needs --top"))
    #expect(
      focal("--top 1 --columns sit", input: Self.input)
        == .failed(
          .usage,
          "<stdin>: --columns 'sit' is no column of 'sample_id', 'label', 'p', 'site', 'note'; "
            + "did you mean 'site'?"))
  }
}
