package everthread.stdio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The data of server-sent events (WHATWG HTML, section 9.2), in their order. Other fields say
 * nothing here. For one thread.
 */
final class Events implements AutoCloseable {
  private final BufferedReader lines;

  Events(InputStream in) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** The next event's data; empty when the stream has ended. Blocks. */
  Optional<byte[]> next() throws IOException {
    var data = new StringJoiner("\n").setEmptyValue("");
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (data.length() > 0) return Optional.of(data.toString().getBytes(StandardCharsets.UTF_8));
      } else if (line.startsWith("data:")) {
        data.add(line.substring(line.startsWith("data: ") ? 6 : 5));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
