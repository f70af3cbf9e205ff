import FocalInput

extension Diagnostic {
  static func sentence(_ problem: JSONProblem, _ expected: String) -> String {
    switch problem {
    case .unexpectedByte(let byte, let expectation):
      "unexpected \(character(byte)); expected \(text(expectation))"
    case .unexpectedEnd(let expectation): "ends too early; expected \(text(expectation))"
    case .unknownWord(let word): "\(quoted(word)) is no JSON value"
    case .controlCharacter(let byte):
      "\(character(byte)) in a string; expected an escape such as \\n or \\u0001"
    case .invalidEscape: "a backslash in a string is not followed by an escape"
    case .loneSurrogate: "the escape is half of a surrogate pair; expected both halves"
    case .nestingTooDeep(let limit): "more than \(limit) objects and arrays within each other"
    case .wrongKind(let found, let wanted):
      "found \(text(found)), \(wanted == .number ? expected : "expected \(text(wanted))")"
    case .missingMember(let path):
      "no member \(quoted(path)) in the row; expected one in every row, or --missing skip"
    case .appendedMember(let name):
      "there is a member \(quoted(name)) already, which --per-sample appends; "
        + "rename it in the input, or leave it out"
    case .unknownClass(let name):
      "class \(quoted(name)) is in no row of the first 64 KiB; expected the same classes in every row"
    case .noPair: "expected an object of a class and its prediction, as in the first rows"
    case .repeatedMember(let path): "member \(quoted(path)) is given twice"
    case .elementCount(let found, let count):
      "the array has \(found) element\(found == 1 ? "" : "s"), expected \(count)"
    case .pathsTooLong(let limit): "the names of all members have more than \(limit) bytes"
    case .columnLength(let name, let found, let first, let count):
      "column \(quoted(name)) has \(counted(found, "value")), but column \(quoted(first)) has \(count)"
    case .columnKey(let name, let found, let first, let key):
      "column \(quoted(name)) has key \(quoted(found)) "
        + "where column \(quoted(first)) has \(quoted(key))"
    case .dataBeforeColumns: "'data' comes before 'columns'; expected the names first"
    }
  }

  private static func character(_ byte: UInt8) -> String {
    byte > 32 && byte < 127 ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
  }

  private static func text(_ kind: JSONKind) -> String {
    switch kind {
    case .object: "an object"
    case .array: "an array"
    case .string: "a string"
    case .number: "a number"
    case .boolean: "true or false"
    case .null: "null"
    case .scalar: "a string, a number, true or false"
    }
  }

  private static func text(_ expectation: JSONExpectation) -> String {
    switch expectation {
    case .value: "a value"
    case .memberName: "a name in quotes"
    case .colon: "a colon"
    case .commaOrClosing: "a comma or a closing bracket"
    case .digit: "a digit"
    case .closingQuote: "a closing quote"
    case .endOfLine: "the end of the line"
    case .endOfFile: "the end of the file"
    }
  }
}
