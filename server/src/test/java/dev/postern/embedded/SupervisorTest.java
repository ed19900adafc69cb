package dev.postern.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private final Fragile ward = new Fragile();
  private final Story story = new Story();
  private final Supervisor supervisor = new Supervisor(ward, story);

  private static final class Fragile implements Supervisor.Ward {
    private boolean running = true;
    private boolean startable = true;
    private int tidied;

    @Override
    public boolean runs() {
      return running;
    }

    @Override
    public void start() {
      if (!startable) {
        throw new EmbeddedPostgresFailed("no space");
      }
      running = true;
    }

    @Override
    public void tidy() {
      tidied++;
    }
  }

  private static final class Story implements RestartListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void ended() {
      lines.add("ended");
    }

    @Override
    public void restarted() {
      lines.add("restarted");
    }

    @Override
    public void failed(String why, Duration pause) {
      lines.add(why + ", again in " + pause.toSeconds());
    }
  }

  @Test
  void whatRunsIsTidiedAndLeftAlone() {
    supervisor.look();
    assertThat(ward.tidied).isEqualTo(1);
    assertThat(story.lines).isEmpty();
  }

  @Test
  void whatEndedIsStartedAgain() {
    ward.running = false;
    supervisor.look();
    assertThat(ward.running).isTrue();
    assertThat(story.lines).containsExactly("ended", "restarted");
  }

  @Test
  void theLongerItFailsTheRarerItIsTried() {
    ward.running = false;
    ward.startable = false;
    for (int i = 0; i < 7; i++) {
      supervisor.look();
    }
    assertThat(story.lines)
        .startsWith("ended", "no space, again in 2", "ended", "no space, again in 4")
        .endsWith("no space, again in 60");
    ward.startable = true;
    supervisor.look();
    assertThat(supervisor.pause()).isEqualTo(Supervisor.PERIOD);
  }
}
