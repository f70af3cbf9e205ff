/// Rows of cells, aligned by column.
package struct TextTable {
  /// Where the cells of a column stand.
  package enum Alignment {
    case left
    case right
  }

  package let alignments: [Alignment]
  package let rows: [[String]]

  /// A table; control characters in cells are written out.
  package init(alignments: [Alignment], rows: [[String]]) {
    self.alignments = alignments
    self.rows = rows.map { $0.map(\.escapingControls) }
  }

  /// The rows as lines, with two spaces between columns.
  package var lines: [String] {
    let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return alignments[column] == .left ? row[column] + padding : padding + row[column]
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The rows as a table in Markdown, the first one its head.
  package var markdownLines: [String] {
    let cells = rows.map {
      $0.map { $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") }
    }
    let lines = cells.map { "| \($0.joined(separator: " | ")) |" }
    let rule = alignments.map { $0 == .left ? "---" : "---:" }.joined(separator: " | ")
    return [lines[0], "| \(rule) |"] + lines.dropFirst()
  }
}
