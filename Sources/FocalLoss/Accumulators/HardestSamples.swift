/// The samples with the most loss, up to a number of them.
///
/// They are in an order of their own: more loss first, and of the same loss the one with the lower
/// number. So samples may be added in any order and lists merged in any order.
package struct HardestSamples: Sendable {
  /// A sample of the list.
  package struct Entry: Equatable, Sendable {
    /// Its loss.
    package let loss: Double
    /// The number it was added with.
    package let number: Int

    /// Whether it comes before another.
    func isHarder(than other: Entry) -> Bool {
      loss != other.loss ? loss > other.loss : number < other.number
    }
  }

  /// The samples there is room for.
  package let capacity: Int

  /// A heap: no sample is less hard than its parent, so the least hard is the first.
  private var heap: [Entry] = []

  /// An empty list.
  ///
  /// - Parameter capacity: the samples there is room for, at least 1.
  package init(capacity: Int) {
    precondition(capacity > 0, "there is room for a sample")
    self.capacity = capacity
  }

  /// The samples, the hardest first.
  package var entries: [Entry] { heap.sorted { $0.isHarder(than: $1) } }

  /// Adds samples.
  ///
  /// - Complexity: O(1) for a sample that is not hard enough, O(log capacity) for others.
  ///
  /// - Parameters:
  ///   - losses: their losses, without NaN.
  ///   - firstNumber: the number of the first; the others follow.
  /// - Returns: the indices of those that are in the list now.
  package mutating func add(_ losses: [Double], firstNumber: Int) -> [Int] {
    var isAnyAdded = false
    for (index, loss) in losses.enumerated() {
      let entry = Entry(loss: loss, number: firstNumber + index)
      if heap.count < capacity {
        heap.append(entry)
        siftUp()
      } else if entry.isHarder(than: heap[0]) {
        heap[0] = entry
        siftDown()
      } else {
        continue
      }
      isAnyAdded = true
    }
    guard isAnyAdded else { return [] }
    let numbers = firstNumber..<firstNumber + losses.count
    return heap.map(\.number).filter(numbers.contains).map { $0 - firstNumber }.sorted()
  }

  private mutating func siftUp() {
    var child = heap.count - 1
    while child > 0, heap[(child - 1) / 2].isHarder(than: heap[child]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[least].isHarder(than: heap[child]) { least = child }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
