import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks up every relative link in the Markdown files below a folder: the file must be there, and
/// bear the heading that an anchor names. Links to other sites are left alone.
final class DocLinks {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(<?([^)\\s>]+)>?[^)]*\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules");

  private final Map<Path, Set<String>> anchors = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int links;

  public static void main(String[] arguments) throws IOException {
    var root = Path.of(arguments[0]);
    var checked = new DocLinks();
    var pages = pages(root);
    for (Path page : pages) {
      checked.check(page);
    }
    checked.problems.forEach(System.err::println);
    System.out.printf("docs: %d pages, %d links%n", pages.size(), checked.links);
    System.exit(checked.problems.isEmpty() ? 0 : 1);
  }

  private static List<Path> pages(Path root) throws IOException {
    try (var all = Files.walk(root)) {
      return all.filter(path -> path.toString().endsWith(".md"))
          .filter(DocLinks::ours)
          .sorted()
          .toList();
    }
  }

  private static boolean ours(Path path) {
    for (Path part : path) {
      if (SKIPPED.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }

  private void check(Path page) throws IOException {
    int number = 0;
    boolean code = false;
    for (String line : Files.readAllLines(page)) {
      number++;
      if (line.strip().startsWith("```")) {
        code = !code;
      }
      if (!code) {
        checkLine(page, number, line.replaceAll("`[^`]*`", ""));
      }
    }
  }

  private void checkLine(Path page, int number, String line) throws IOException {
    var found = LINK.matcher(line);
    while (found.find()) {
      String link = found.group(1);
      if (!ELSEWHERE.matcher(link).matches()) {
        links++;
        var problem = problem(page, link);
        if (!problem.isEmpty()) {
          problems.add(page + ":" + number + ": " + link + ": " + problem);
        }
      }
    }
  }

  private String problem(Path page, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = URLDecoder.decode(hash < 0 ? link : link.substring(0, hash), StandardCharsets.UTF_8);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(target)) {
      return "no such file";
    }
    if (hash >= 0 && target.toString().endsWith(".md")) {
      return anchors(target).contains(link.substring(hash + 1)) ? "" : "no such heading";
    }
    return "";
  }

  private Set<String> anchors(Path page) throws IOException {
    Set<String> known = anchors.get(page);
    if (known == null) {
      known = new HashSet<>();
      boolean code = false;
      for (String line : Files.readAllLines(page)) {
        if (line.strip().startsWith("```")) {
          code = !code;
        } else if (!code && line.matches("#{1,6} .*")) {
          addNumbered(known, slug(line.replaceFirst("#+ ", "")));
        }
      }
      anchors.put(page, known);
    }
    return known;
  }

  /// A heading that stands twice gets `-1` the second time, as the hosts of Markdown do.
  private static void addNumbered(Set<String> known, String slug) {
    String name = slug;
    for (int again = 1; !known.add(name); again++) {
      name = slug + "-" + again;
    }
  }

  private static String slug(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
