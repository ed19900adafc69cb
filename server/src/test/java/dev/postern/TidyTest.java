package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.postern.testing.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The habits that the compiler does not know, held on the source files of all modules. Each
/// failure names file and line and says what to do.
class TidyTest {
  private static final List<Source> SOURCES = Source.all();
  private static final Map<String, String> BANNED =
      Map.ofEntries(
          Map.entry("Manager", "the noun of what it keeps, or the verb of what it does"),
          Map.entry("Util", "a method on the type that it works on"),
          Map.entry("Utils", "a method on the type that it works on"),
          Map.entry("Helper", "the name of what it helps with"),
          Map.entry("Impl", "what tells it from others: PgTokens, InMemoryTokens"),
          Map.entry("Base", "a part that is handed in instead of a class that is extended"),
          Map.entry("Abstract", "a part that is handed in instead of a class that is extended"),
          Map.entry("Common", "the room where it belongs"),
          Map.entry("Misc", "the room where each of its parts belongs"),
          Map.entry("Data", "what the data are: Octets, Attributes"),
          Map.entry("Info", "the noun without it"),
          Map.entry("Dto", "the noun without it, in admin-api"),
          Map.entry("Repository", "a plural noun: Users, Tokens"),
          Map.entry("Dao", "a plural noun: Users, Tokens"));
  private static final Path MAIN = Path.of("Main.java");
  private static final Path OCTETS = Path.of("dev/postern/octets/Octets.java");
  private static final Set<String> CLOCKS =
      Set.of("Instant.now", "System.currentTimeMillis", "LocalDate.now", "ZonedDateTime.now");
  private static final String ENUM_CONSTANT = "/*public static final*/"; // as javac prints one
  private static final Pattern PLATE = Pattern.compile("^(///.*\\n)+@NullMarked\\npackage ");
  private static final Pattern LEFT_OVER = Pattern.compile("\\b(TO[D]O|FIX[M]E)\\b");
  private static final Pattern SERVER =
      Pattern.compile(
          "dev\\.postern\\.(?!(api|cli|cli\\.takeover|files|mschap|octets|otp|radius|radius\\.dictionary|words)\\.[A-Z])");

  @Test
  void aMethodHasAtMost50Lines() {
    none(
        source -> source.all(MethodTree.class).filter(method -> source.lines(method) > 50),
        "a method with more than 50 lines: one method decides, its helpers do");
  }

  @Test
  void aFileHasAtMost400Lines() {
    none(
        source -> Stream.of(source.unit()).filter(_ -> source.text().lines().count() > 400),
        "a file with more than 400 lines: give a part of it a name and a file of its own");
  }

  @Test
  void aNameSaysWhatTheTypeIs() {
    for (var banned : BANNED.entrySet()) {
      none(
          source -> source.all(ClassTree.class).filter(type -> says(type, banned.getKey())),
          banned.getKey() + " says nothing in a name; instead: " + banned.getValue());
    }
  }

  @Test
  void onlyMainReadsTheClock() {
    none(
        source -> selects(source, CLOCKS).filter(_ -> !source.path().endsWith(MAIN)),
        "take an InstantSource; only Main makes the real one");
    none(
        source ->
            selects(source, Set.of("InstantSource.system"))
                .filter(_ -> !source.isTest() && !source.path().endsWith(MAIN)),
        "take an InstantSource; only Main and a test with a real counterpart make the real one");
  }

  @Test
  void aSwitchOverOurTypesHasNoDefault() {
    Set<String> ours = SOURCES.stream().flatMap(TidyTest::cases).collect(Collectors.toSet());
    none(
        source ->
            Stream.concat(
                    source.all(SwitchTree.class).map(SwitchTree::getCases),
                    source.all(SwitchExpressionTree.class).map(SwitchExpressionTree::getCases))
                .filter(cases -> cases.stream().flatMap(TidyTest::labels).anyMatch(ours::contains))
                .flatMap(List::stream)
                .filter(TidyTest::isDefault),
        "list every case instead of default: then a new one does not compile until it is met");
  }

  @Test
  void everyPackageHasADoorPlateAndIsNullMarked() {
    Set<String> plated =
        SOURCES.stream()
            .filter(source -> source.path().endsWith("package-info.java"))
            .filter(source -> PLATE.matcher(source.text()).find())
            .map(Source::packageName)
            .collect(Collectors.toSet());
    none(
        source -> source.all(PackageTree.class).filter(_ -> !plated.contains(source.packageName())),
        "a package without package-info.java, or that without /// door plate and @NullMarked");
  }

  @Test
  void nothingIsLeftToDoInAComment() {
    none(
        source -> Stream.of(source.unit()).filter(_ -> LEFT_OVER.matcher(source.text()).find()),
        "do it now, or open an issue");
  }

  @Test
  void noTestSleeps() {
    none(
        source -> selects(source, Set.of("Thread.sleep")).filter(_ -> source.isTest()),
        "move a clock by hand, or wait for the thing itself (a latch, Awaitility)");
  }

  @Test
  void octetsAreComparedInConstantTime() {
    none(
        source ->
            selects(source, Set.of("Arrays.equals"))
                .filter(_ -> !source.isTest() && !source.path().endsWith(OCTETS)),
        "use MessageDigest.isEqual, which tells nobody where a secret differs");
  }

  @Test
  void theCommandLineUsesOnlyTheGroundAndTheWireRecords() {
    none(
        source ->
            source
                .all(ImportTree.class)
                .filter(_ -> source.path().startsWith("admin-cli/src/main"))
                .filter(name -> SERVER.matcher(name.toString()).find()),
        "the CLI knows the server by its wire records only: ask over the API");
  }

  private static void none(Function<Source, Stream<? extends Tree>> culprits, String advice) {
    assertThat(SOURCES.stream().flatMap(source -> culprits.apply(source).map(source::place)))
        .as(advice)
        .isEmpty();
  }

  private static boolean says(ClassTree type, String part) {
    return List.of(type.getSimpleName().toString().split("(?=[A-Z])")).contains(part);
  }

  private static Stream<MemberSelectTree> selects(Source source, Set<String> names) {
    return source.all(MemberSelectTree.class).filter(call -> names.contains(call.toString()));
  }

  /// What a `case` of ours may name: constants of enums, and records of sealed types.
  private static Stream<String> cases(Source source) {
    return Stream.concat(
        source
            .all(VariableTree.class)
            .filter(field -> field.toString().startsWith(ENUM_CONSTANT))
            .map(field -> field.getName().toString()),
        source
            .all(ClassTree.class)
            .filter(type -> type.getKind() == Tree.Kind.RECORD)
            .filter(type -> !type.getImplementsClause().isEmpty())
            .map(type -> type.getSimpleName().toString()));
  }

  private static boolean isDefault(CaseTree branch) {
    return branch.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
  }

  private static Stream<String> labels(CaseTree branch) {
    return branch.getLabels().stream()
        .map(TidyTest::label)
        .map(name -> name.substring(name.lastIndexOf('.') + 1));
  }

  private static String label(CaseLabelTree label) {
    return switch (label) {
      case ConstantCaseLabelTree constant -> constant.getConstantExpression().toString();
      case PatternCaseLabelTree pattern ->
          switch (pattern.getPattern()) {
            case DeconstructionPatternTree record -> record.getDeconstructor().toString();
            case BindingPatternTree binding -> binding.getVariable().getType().toString();
            default -> "";
          };
      default -> "";
    };
  }
}
