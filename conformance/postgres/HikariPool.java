import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A pool of HikariCP on pgjdbc, set up from the variables of the pod and the file that JAVA_TOOL_OPTIONS names.
 *
 * <p>hold PODS: fills the pool of so many pods, says what they see, and holds them until the input ends. work: asks
 * with parameters on several connections, often enough for pgjdbc to prepare its statement on the server.
 */
public class HikariPool {
  private static final String[] SETTINGS = {"statement_timeout", "idle_in_transaction_session_timeout"};

  public static void main(String[] args) throws Exception {
    if (args[0].equals("hold")) hold(Integer.parseInt(args[1]));
    else work();
    System.exit(0);
  }

  private static HikariDataSource open() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(System.getenv("DATABASE_URL"));
    config.setUsername(System.getenv("DB_USER"));
    config.setPassword(System.getenv("DB_PASSWORD"));
    return new HikariDataSource(config);
  }

  private static void hold(int pods) throws Exception {
    List<List<Connection>> held = atOnce(Collections.nCopies(pods, HikariPool::fill));
    StringBuilder seen = new StringBuilder();
    for (String name : SETTINGS) {
      try (var statement = held.get(0).get(0).prepareStatement("select current_setting(?)")) {
        statement.setString(1, name);
        var result = statement.executeQuery();
        result.next();
        seen.append(seen.length() == 0 ? "" : ",").append('"').append(name).append("\":\"");
        seen.append(result.getString(1)).append('"');
      }
    }
    System.out.println("{" + seen + "}");
    System.in.readAllBytes();
  }

  private static List<Connection> fill() throws Exception {
    HikariDataSource pool = open();
    List<Connection> held = new ArrayList<>();
    // One after the other: a burst of all would wait for longer than connectionTimeout on a slow machine.
    for (int i = 0; i < pool.getMaximumPoolSize(); i++) held.add(pool.getConnection());
    return held;
  }

  private static void work() throws Exception {
    HikariDataSource pool = open();
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i;
      all.add(
          () -> {
            for (int n = 0; n < 10; n++) ask(pool, number);
            return null;
          });
    }
    atOnce(all);
    System.out.println("{\"work\":\"done\"}");
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> one : threads.invokeAll(tasks)) results.add(one.get());
      return results;
    } finally {
      threads.shutdown();
    }
  }

  private static void ask(HikariDataSource pool, int number) throws Exception {
    try (Connection connection = pool.getConnection();
        var statement = connection.prepareStatement("select ?::int + 1")) {
      for (int n = 0; n < 8; n++) {
        statement.setInt(1, number);
        var result = statement.executeQuery();
        result.next();
        if (result.getInt(1) != number + 1) throw new IllegalStateException("a wrong answer");
      }
    }
  }
}
