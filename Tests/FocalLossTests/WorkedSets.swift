import FocalLoss

/// Six binary samples, whose losses were computed once with 17 digits (mpmath).
enum SetA {
  static let logits = [-2, -0.5, 0, 1.5, 3, -4]
  static let targets: [Double] = [0, 1, 1, 0, 1, 0]

  struct Row: Sendable {
    let alpha: Double?
    let gamma: Double
    let losses: [Double]
    let sum: Double

    var convention: Convention {
      Convention(
        task: .binary, input: .logits, alpha: alpha.map(Alpha.balanced) ?? .none, gamma: gamma)
    }
  }

  static let rows = [
    Row(
      alpha: nil, gamma: 0,
      losses: [
        0.1269280110429725, 0.97407698418010668, 0.69314718055994531, 1.7014132779827524,
        0.048587351573742059, 0.01814992791780974,
      ], sum: 3.5623027332573287),
    Row(
      alpha: nil, gamma: 2,
      losses: [
        0.0018035628352403754, 0.37741160085940978, 0.17328679513998633, 1.1372723156191765,
        0.00010928332449699752, 5.8715697218692444e-6,
      ], sum: 1.6898894293480319),
    Row(
      alpha: 0.25, gamma: 2,
      losses: [
        0.0013526721264302815, 0.094352900214852444, 0.043321698784996582, 0.8529542367143824,
        2.7320831124249381e-5, 4.4036772914019333e-6,
      ], sum: 0.99201323234907736),
    Row(
      alpha: 0.25, gamma: 0.5,
      losses: [
        0.032867160743403322, 0.19212716807555397, 0.1225322679335684, 1.1538111819874975,
        0.0026452754623489905, 0.0018256015566826197,
      ], sum: 1.5058086557590548),
    Row(
      alpha: 0.25, gamma: 5,
      losses: [
        2.2911485335650931e-6, 0.022755595192783076, 0.0054152123481245727, 0.46613069785264199,
        2.9143379636145683e-9, 2.5623264648673319e-11,
      ], sum: 0.49430379948204443),
  ]
}

/// Four softmax rows over three classes, whose losses at γ 2 were computed once with 16 digits.
enum SetM {
  static let logits = [2, 0.5, -1, 0.1, 0.2, 0.3, -1, 3, 0.5, 0, 0, 4]
  static let classes: [Int32] = [0, 2, 1, 0]
  static let losses = [
    0.011092750091379808, 0.4012577006902174, 0.0007964650097754738, 3.8946175581230955,
  ]
  static let sum = 4.307764473914468
}
