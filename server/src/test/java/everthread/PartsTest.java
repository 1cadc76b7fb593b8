package everthread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void every_part_is_stopped_backwards_whatever_the_others_throw() {
    var parts = new Parts();
    var stopped = new ArrayList<String>();
    parts.add(() -> stopped.add("first"));
    parts.add(() -> Future.failedFuture(new IOException("broken pipe")).await());
    parts.add(() -> stopped.add("second"));
    parts.add(
        () -> {
          throw new IllegalStateException("a bug");
        });
    parts.add(() -> stopped.add("third"));

    var thrown = catchThrowable(parts::close);

    assertThat(thrown).isInstanceOf(IOException.class);
    assertThat(stopped).isEqualTo(List.of("third", "second", "first"));
  }
}
