package dev.postern.testing;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// One of our own source files, as text and as syntax tree: what a test reads that guards how the
/// code is written. Nothing is resolved, so a name is only a name here.
public record Source(
    Path path, String text, CompilationUnitTree unit, List<Tree> nodes, SourcePositions positions) {
  public Source {
    nodes = List.copyOf(nodes);
  }

  /// Every source file of every module, main and test.
  public static List<Source> all() {
    Path root = root();
    try (var walk = Files.walk(root, 16);
        var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      List<Path> paths = walk.filter(path -> isSource(root.relativize(path))).sorted().toList();
      var task =
          (JavacTask)
              ToolProvider.getSystemJavaCompiler()
                  .getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(paths));
      var positions = Trees.instance(task).getSourcePositions();
      var sources = new ArrayList<Source>();
      for (CompilationUnitTree unit : task.parse()) {
        Path path = Path.of(unit.getSourceFile().toUri());
        sources.add(
            new Source(
                root.relativize(path), Files.readString(path), unit, nodes(unit), positions));
      }
      return List.copyOf(sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isTest() {
    return path.startsWith(path.getName(0).resolve("src/test"));
  }

  public String packageName() {
    return String.valueOf(unit.getPackageName());
  }

  public <T extends Tree> Stream<T> all(Class<T> kind) {
    return nodes.stream().filter(kind::isInstance).map(kind::cast);
  }

  /// Where it stands, as an editor opens it: `path:line`, and what stands there.
  public String place(Tree tree) {
    String first = tree.toString().strip().lines().findFirst().orElse("");
    return path + ":" + line(positions.getStartPosition(unit, tree)) + "  " + first;
  }

  public long lines(Tree tree) {
    return line(positions.getEndPosition(unit, tree))
        - line(positions.getStartPosition(unit, tree))
        + 1;
  }

  private long line(long position) {
    return unit.getLineMap().getLineNumber(position);
  }

  private static boolean isSource(Path path) {
    return path.getNameCount() > 2
        && path.getName(1).toString().equals("src")
        && path.toString().endsWith(".java");
  }

  private static List<Tree> nodes(CompilationUnitTree unit) {
    var nodes = new ArrayList<Tree>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(Tree tree, @Nullable Void nothing) {
        if (tree != null) {
          nodes.add(tree);
        }
        return super.scan(tree, null);
      }
    }.scan(unit, null);
    return nodes;
  }

  /// The folder of all modules, wherever below it the test was started.
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("admin-cli/src"))) {
      folder = Objects.requireNonNull(folder.getParent(), "started outside of the modules' folder");
    }
    return folder;
  }
}
