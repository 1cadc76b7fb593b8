package everthread.web;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the Content-Type of a request. Pure. */
public final class MediaTypes {
  private static final Pattern JSON = Pattern.compile("application/([^\\s;/]{1,100}\\+)?json");
  private static final Pattern UTF8 = Pattern.compile("charset\\s*=\\s*\"?utf-?8\"?");

  private MediaTypes() {}

  /** True for JSON in UTF-8, the only encoding that JSON has between systems (RFC 8259, 8.1). */
  public static boolean isJson(String type) {
    var parts = type.toLowerCase(Locale.ROOT).split(";", 8);
    if (!JSON.matcher(parts[0].strip()).matches()) return false;
    for (int i = 1; i < parts.length; i++) {
      var parameter = parts[i].strip();
      if (parameter.startsWith("charset") && !UTF8.matcher(parameter).matches()) return false;
    }
    return true;
  }
}
