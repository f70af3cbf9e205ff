import FocalInput

extension OptionTable {
  /// The options that say what is read, and how.
  static let inputOptions: [Option] = [
    Option(
      "label", .input, .text("COL[,COL...]"), for: .reading,
      "Label columns, by name, number from 1, or glob. Default: found by the usual names."
    ) { settings, value throws(UsageError) in settings.input.labels = try value.columns() },
    Option(
      "prediction", .input, .text("COL[,COL...]"), for: .reading,
      "Prediction columns, likewise; several are one a class, as in 'prob_*', 3:6 or first:last."
    ) { settings, value throws(UsageError) in settings.input.predictions = try value.columns() },
    Option(
      "classes", .input, .text("A,B,..."), for: .reading,
      "The classes of the prediction columns in their order, whatever the columns are called."
    ) { settings, value throws(UsageError) in settings.input.classes = try value.classes() },
    Option(
      "weight", .input, .text("COL"), for: .reading, "A column of sample weights, 0 or more."
    ) { settings, value throws(UsageError) in
      settings.input.weight = ColumnSelector(text: value.text)
    },
    Option(
      "quality", .input, .text("COL"), for: .reading.subtracting([.identify]),
      "A column of the quality of positives, 0 to 1, as their IoU: for --modulator varifocal, mal and ia-bce."
    ) { settings, value throws(UsageError) in
      settings.input.quality = ColumnSelector(text: value.text)
    },
    Option(
      "id", .input, .text("COL"), for: .reading,
      "A column that names the samples: it is shown with them, joins --labels, and is no prediction."
    ) { settings, value throws(UsageError) in settings.input.id = ColumnSelector(text: value.text)
    },
    Option(
      "group-by", .input, .text("COL[,COL...]"), for: [.compute],
      "The loss of each group of rows with the same texts in these columns, in the report."
    ) { settings, value throws(UsageError) in settings.input.groupColumns = try value.columns() },
    Option(
      "row", .input, .text("N"), for: [.explain],
      "With focal explain, the row to explain, counted from 1 over all files."
    ) { settings, value throws(UsageError) in
      settings.input.row = try value.integer(
        in: 1...Int.max, expected: "the number of a row, from 1")
    },
    Option(
      "sample", .input, .text("VALUE"), for: [.explain],
      "With focal explain, the id of the sample to explain, in the column of ids or that of --id."
    ) { settings, value throws(UsageError) in settings.input.sample = value.text },
    Option(
      "positive", .input, .text("VALUE"), for: .reading,
      "The label of positives in binary; every other label is negative."
    ) { settings, value throws(UsageError) in
      guard !value.text.isEmpty else {
        throw .badValue(option: value.option, value: "", expected: "the text of a label")
      }
      settings.input.positive = value.text
    },
    Option(
      "background", .input, .text("VALUE"), for: .reading,
      "In one-vs-all, the label of rows that are of no class."
    ) { settings, value throws(UsageError) in settings.input.background = value.text },
    Option(
      "labels", .input, .text("FILE"), for: .reading,
      "A file of labels for the predictions, row by row, or by --id where both files have it; - is standard input."
    ) { settings, value throws(UsageError) in settings.input.labelsFile = try value.fileName() },
    Option(
      "label-base", .input, .choice("N", ["0", "1"]), for: .reading,
      "The number of the first class, where labels are numbers. Default: 0."
    ) { settings, value throws(UsageError) in
      settings.input.labelBase = try value.integer(in: 0...1, expected: "0 or 1")
    },
    Option(
      "ignore-label", .input, .text("VALUE"), for: .reading,
      "Leave out the rows with this label, of every count too."
    ) { settings, value throws(UsageError) in settings.input.ignoredLabel = value.text },
    Option(
      "missing", .input, .choice("WHAT", ["error", "skip"]), for: .reading,
      "What to do with a row in which a value is missing (empty, NA, NaN, null). Default: error."
    ) { settings, value throws(UsageError) in settings.input.skipsMissing = value.text == "skip" },
    Option(
      "strict", .input, .none, for: .reducing.union([.merge, .inspect]), "Take warnings for errors."
    ) {
      settings, value throws(UsageError) in settings.output.isStrict = true
    },
    Option(
      "input-format", .input, .choice("NAME", ["auto"] + InputFormat.allCases.map(\.rawValue)),
      for: .reading,
      "How the input is written; JSON in any usual shape. Default: auto, by name or first bytes."
    ) { settings, value throws(UsageError) in
      settings.input.format = InputFormat(rawValue: value.text)
    },
    Option(
      "delimiter", .input, .text("C"), for: .reading,
      "The character between fields; 'tab'; 'space' for runs of blanks. Default: told by the first rows."
    ) { settings, value throws(UsageError) in
      let words = ["tab": "\t", "\\t": "\t", "space": " "]
      let text = words[value.text] ?? value.text
      guard text.utf8.count == 1, let byte = text.utf8.first, !"\"\r\n".utf8.contains(byte) else {
        throw .badValue(
          option: value.option, value: value.text,
          expected: "one ASCII character, not a quote or line break, or 'tab' or 'space'")
      }
      settings.input.delimiter = byte
    },
    Option(
      "header", .input, .choice("WHEN", ["yes", "no", "auto"]), for: .reading,
      "Whether the first row of FILEs names the columns. Default: auto, told by its fields."
    ) { settings, value throws(UsageError) in
      let headers: [String: CSVDialect.Header] = [
        "yes": .present, "no": .absent, "auto": .automatic,
      ]
      settings.input.header = headers[value.text]
    },
  ]
}
