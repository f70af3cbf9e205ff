/// The ways in which a table is written as JSON.
///
/// ```
/// lines          {"label":1,"p":0.9}⏎{"label":0,"p":0.2}⏎
/// values         the same, but each row on several lines, or several on one
/// rows           [{"label":1,"p":0.9},{"label":0,"p":0.2}]
/// columns        {"label":[1,0],"p":[0.9,0.2]}
/// columnsByKey   {"label":{"0":1,"1":0},"p":{"0":0.9,"1":0.2}}           pandas: columns
/// rowsByKey      {"0":{"label":1,"p":0.9},"1":{"label":0,"p":0.2}}       pandas: index
/// split          {"columns":["label","p"],"index":[0,1],"data":[[1,0.9],[0,0.2]]}
/// ```
///
/// A row is an object, or an array of what the columns hold; in arrays of rows a first row of
/// strings gives the names.
public enum JSONLayout: Equatable, Sendable, CaseIterable {
  /// A row a line.
  case lines
  /// Rows one after another, with any white space in and between them.
  case values
  /// An array of rows.
  case rows
  /// An object of arrays, one for each column.
  case columns
  /// An object of objects, one for each column, with the same keys.
  case columnsByKey
  /// An object of rows.
  case rowsByKey
  /// An object with the names as `columns` and the rows as `data`.
  case split
}
