package everthread.search.lucene;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** Mean and standard deviation of some values, to measure each by. */
record Spread(double mean, double deviation) {

  static <T> Spread of(Collection<T> things, ToDoubleFunction<T> value) {
    double sum = 0;
    double squares = 0;
    for (var thing : things) {
      double at = value.applyAsDouble(thing);
      sum += at;
      squares += at * at;
    }
    double mean = things.isEmpty() ? 0 : sum / things.size();
    double variance = things.isEmpty() ? 0 : squares / things.size() - mean * mean;
    return new Spread(mean, Math.sqrt(Math.max(0, variance)));
  }

  /** How many standard deviations above the mean; 0 where all are equal. */
  double of(double value) {
    return deviation < 1e-9 ? 0 : (value - mean) / deviation;
  }
}
