#if os(Linux)
import Foundation
import TestSupport
import Testing

/// Names of files are bytes, of any encoding or none.
@Suite struct NameTests {
  @Test("a name that is no UTF-8 is read, written and shown")
  func bytes() throws {
    let line = """
      d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; cd "$d"
      in=$(printf 'na\\377me.csv'); out=$(printf 'out\\376.csv'); missing=$(printf 'mis\\\\s\\303')
      printf 'label,p\\n1,0.5\\n0,0.5\\n' > "$in"; cp "$in" labels
      focal -b "$in"; focal -b --labels "$in" --prediction p labels
      focal --per-sample "$in" -o "$out"; focal --per-sample "$in" --output="$out"
      head -n 1 "$out"; ls | wc -l | tr -d ' '
      focal "$missing"; focal --json "$in" | grep -o '"files": [^]]*'; focal curve -o "$missing/x"
      printf 'label,p\\n1,x\\n' > "$in"; focal "$in"
      """
    #expect(
      try Products.shell(line).split(separator: "\n").map(String.init)
        == [
          "0.08664339756999316", "0.08664339756999316", "label,p,focal_loss", "3",
          #"focal: mis\\s\xc3: cannot open: No such file or directory"#,
          #""files": ["na\\xffme.csv""#,
          #"focal: mis\\s\xc3/x: cannot write: No such file or directory"#,
          #"focal: na\xffme.csv:2:2: 'x' is not a number; expected a probability in column 'p'"#,
        ])
  }

  @Test("two names that look the same are two files")
  func canonicalEquivalence() throws {
    let line = """
      d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; cd "$d"
      one=$(printf '\\303\\251'); two=$(printf 'e\\314\\201')
      printf 'label,p\\n1,0.5\\n' > "$one"; printf 'label,p\\n0,0.5\\n' > "$two"
      focal -b "$one" 2> /dev/null; focal -b "$two" 2> /dev/null
      focal curve --plot "$one" -o "$two" && ls | wc -l | tr -d ' '
      """
    #expect(try Products.shell(line) == "0.04332169878499658\n0.12996509635498973\n2\n")
  }
}
#endif
