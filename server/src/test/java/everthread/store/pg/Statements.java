package everthread.store.pg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every SQL statement of the store, found by itself: the static texts of its classes. One that is
 * written elsewhere than in such a text is found in the sources and fails the test.
 */
final class Statements {
  private static final Pattern STATEMENT =
      Pattern.compile("(?is)\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\\b.*");
  private static final Path CLASSES = Path.of("target", "classes", "everthread", "store", "pg");
  private static final Path SOURCES = Path.of("src", "main", "java", "everthread", "store", "pg");

  private Statements() {}

  record Statement(String name, String sql) {}

  static List<Statement> all() {
    var all = new ArrayList<Statement>();
    for (var file : files(CLASSES, ".class")) {
      var name = file.replace(".class", "");
      for (var field : type(name).getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) || field.getType() != String.class) continue;
        var text = text(field);
        // The settings themselves are no statement on tables.
        if (STATEMENT.matcher(text).matches() && !text.contains("set_config")) {
          all.add(new Statement(name + "." + field.getName(), text));
        }
      }
    }
    return all;
  }

  /** Texts in the sources that begin like a statement, as far as their first line goes. */
  static List<String> inSources() {
    var found = new ArrayList<String>();
    var literal =
        Pattern.compile(
            "\"(?:\"\"\\s*)?((?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH) [^\"\\n]*)");
    for (var file : files(SOURCES, ".java")) {
      var match = literal.matcher(read(SOURCES.resolve(file)));
      while (match.find()) found.add(match.group(1).strip());
    }
    return found;
  }

  private static List<String> files(Path folder, String ending) {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException trouble) {
      throw new UncheckedIOException(trouble);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("everthread.store.pg." + name);
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static String text(java.lang.reflect.Field field) {
    try {
      field.setAccessible(true);
      return (String) field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
