package everthread.search.lucene;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.index.CorruptIndexException;
import org.jspecify.annotations.Nullable;

/** Tells index files that are bad from a writer that only gave up. Pure. */
final class Damage {
  private Damage() {}

  static boolean isBehind(@Nullable Throwable cause) {
    return cause instanceof CorruptIndexException
        || cause instanceof EOFException
        || cause instanceof FileNotFoundException
        || cause instanceof NoSuchFileException
        // What the JVM throws where a mapped file was cut off under it.
        || cause instanceof InternalError;
  }
}
