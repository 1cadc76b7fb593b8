package everthread.search.lucene;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which of the numbered folders in a space's folder is its index. Moved in one step, so that
 * after a crash it names either the old or the new one, each whole.
 */
record Pointer(Path folder) {
  private static final String NAME = "current";

  /** The folder that holds the index; empty when there is none. */
  Optional<Path> target() throws IOException {
    try {
      var name = Files.readString(folder.resolve(NAME)).strip();
      return name.matches("\\d+") ? Optional.of(folder.resolve(name)) : Optional.empty();
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  void moveTo(Path target) throws IOException {
    var fresh = folder.resolve(NAME + ".new");
    Files.writeString(fresh, target.getFileName().toString());
    Files.move(
        fresh,
        folder.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** A folder that does not exist yet. */
  Path next() throws IOException {
    int highest = 0;
    for (var name : numbers()) highest = Math.max(highest, Integer.parseInt(name));
    return folder.resolve(Integer.toString(highest + 1));
  }

  /** Deletes every numbered folder but one: what rebuilds that a crash cut short left behind. */
  void deleteOthers(@Nullable Path kept) throws IOException {
    for (var name : numbers()) {
      var other = folder.resolve(name);
      if (!other.equals(kept)) delete(other);
    }
  }

  private List<String> numbers() throws IOException {
    Files.createDirectories(folder);
    var numbers = new ArrayList<String>();
    try (var children = Files.list(folder)) {
      children
          .map(child -> child.getFileName().toString())
          .filter(name -> name.matches("\\d{1,9}"))
          .forEach(numbers::add);
    }
    return numbers;
  }

  /** Deletes a folder with all in it; one that is not there is fine. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path done, @Nullable IOException problem)
              throws IOException {
            Files.deleteIfExists(done);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
