package everthread.stdio;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How this program is started again.
 *
 * @param java the Java that runs it
 * @param place its jar, or a class path
 * @param folder the folder that its files lie in
 */
public record Program(Path java, List<String> place, Path folder) {
  public Program {
    place = List.copyOf(place);
  }

  /** The Java and the jar that run now. */
  public static Program ofThisProcess() {
    var java = Path.of(System.getProperty("java.home"), "bin", "java");
    var from = from();
    if (Files.isRegularFile(from)) {
      return new Program(java, List.of("-jar", from.toString()), folderOf(from));
    }
    var classes = System.getProperty("java.class.path", "").split(File.pathSeparator, -1);
    var absolute = new ArrayList<String>();
    for (var each : classes) absolute.add(Path.of(each).toAbsolutePath().toString());
    return new Program(
        java, List.of("-cp", String.join(File.pathSeparator, absolute), "everthread.Main"), from);
  }

  private static Path from() {
    try {
      var source = Program.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI()).toAbsolutePath();
    } catch (URISyntaxException strange) {
      throw new IllegalStateException(strange);
    }
  }

  private static Path folderOf(Path file) {
    var folder = file.getParent();
    return folder == null ? file : folder;
  }

  /** The command of the server that ends when its standard input does. */
  List<String> server() {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx640m",
            "-XX:+UseG1GC",
            "-Xlog:disable"));
    var archive = folder.resolve("everthread.jsa");
    if (Files.isRegularFile(archive)) command.add("-XX:SharedArchiveFile=" + archive);
    command.addAll(place);
    command.add("--until-input-ends");
    return command;
  }

  /** The command of the bridge, for a client's configuration: small, and quick to be ready. */
  public List<String> bridge() {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(place);
    command.add("mcp");
    return command;
  }
}
