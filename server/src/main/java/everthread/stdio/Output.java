package everthread.stdio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The way to the client: whole messages, one a line, and nothing else. Thread-safe. */
final class Output {
  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean broken;

  Output(OutputStream out) {
    this.out = out;
  }

  /** Whether the client no longer reads. */
  boolean isBroken() {
    return broken;
  }

  /** Writes a JSON text as one line: a line's end inside it can only stand between its tokens. */
  void write(byte[] json) {
    var line = new byte[json.length + 1];
    for (int i = 0; i < json.length; i++) {
      line[i] = json[i] == '\n' || json[i] == '\r' ? (byte) ' ' : json[i];
    }
    line[json.length] = '\n';
    lock.lock();
    try {
      out.write(line);
      out.flush();
    } catch (IOException gone) {
      broken = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param id as it stands in JSON, null when the request's could not be read
   * @param error a JSON object
   */
  void error(@Nullable String id, String error) {
    var named = id == null ? "" : "\"id\":" + id + ",";
    write(
        ("{\"jsonrpc\":\"2.0\"," + named + "\"error\":" + error + "}")
            .getBytes(StandardCharsets.UTF_8));
  }

  void error(@Nullable String id, int code, String sentence) {
    error(id, "{\"code\":" + code + ",\"message\":" + ClientMessage.quoted(sentence) + "}");
  }
}
