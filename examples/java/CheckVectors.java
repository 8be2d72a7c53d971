import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks a Java service against the vectors that the gateway publishes: {@code java CheckVectors.java rollout/vectors.json}, JDK
 * 17 or later, no dependencies. What a service needs is {@link #bucketOf} and {@link #isTreated}; all below them is the check.
 * Exit code: 0 every vector holds, 1 one does not, 2 they cannot be read.
 */
public final class CheckVectors {
  /** Units are divided into this many buckets, numbered from 0. */
  static final int BUCKETS = 10_000;

  /** The bucket of a viewer or device under a rule's salt. The id is taken exactly as it was received. */
  static int bucketOf(String salt, String unitKind, String unitId) {
    byte[] key = (salt + ":" + unitKind + ":" + unitId).getBytes(StandardCharsets.UTF_8);
    // Not %: an int is signed, and half of all hashes are negative.
    return Integer.remainderUnsigned(murmur3(key, 0), BUCKETS);
  }

  /** Whether a bucket is on treatment; shares are in hundredths of a percent. */
  static boolean isTreated(int bucket, int bp, int holdbackBp) {
    return bucket < Math.min(bp, BUCKETS - holdbackBp);
  }

  /** MurmurHash3, the x86 variant of 32 bits. */
  static int murmur3(byte[] bytes, int initial) {
    int tail = bytes.length & ~3;
    int hash = initial;
    for (int at = 0; at < tail; at += 4) {
      int word =
          (bytes[at] & 0xff)
              | (bytes[at + 1] & 0xff) << 8
              | (bytes[at + 2] & 0xff) << 16
              | (bytes[at + 3] & 0xff) << 24;
      hash = Integer.rotateLeft(hash ^ scrambled(word), 13) * 5 + 0xe6546b64;
    }
    int rest = 0;
    for (int at = bytes.length - 1; at >= tail; at--) rest = rest << 8 | bytes[at] & 0xff;
    hash ^= scrambled(rest) ^ bytes.length;
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }

  private static int scrambled(int word) {
    return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
  }

  public static void main(String[] args) {
    try {
      System.exit(check(vectorsIn(Files.readString(Path.of(args.length == 1 ? args[0] : "rollout/vectors.json")))));
    } catch (IOException | RuntimeException error) {
      System.err.println("The vectors cannot be read: " + error);
      System.exit(2);
    }
  }

  private static int check(List<Map<String, String>> vectors) {
    Map<String, Integer> counts = new HashMap<>();
    int wrong = 0;
    for (Map<String, String> vector : vectors) {
      String fault = faultOf(vector);
      counts.merge(kindOf(vector), 1, Integer::sum);
      if (fault == null) continue;
      wrong++;
      System.err.println(fault + ": " + vector);
    }
    for (String kind : List.of("hashes", "buckets", "arms"))
      if (!counts.containsKey(kind)) throw new IllegalArgumentException("there are no " + kind);
    System.out.printf(
        "%d hashes, %d buckets, %d arms: %s%n",
        counts.get("hashes"),
        counts.get("buckets"),
        counts.get("arms"),
        wrong == 0 ? "all hold" : wrong + " do not hold");
    return wrong == 0 ? 0 : 1;
  }

  private static String kindOf(Map<String, String> vector) {
    if (vector.containsKey("treated")) return "arms";
    return vector.containsKey("bucket") ? "buckets" : "hashes";
  }

  /** What does not hold; null: it does. */
  private static String faultOf(Map<String, String> vector) {
    switch (kindOf(vector)) {
      case "arms":
        boolean treated = isTreated(number(vector, "bucket"), number(vector, "bp"), number(vector, "holdbackBp"));
        return treated == Boolean.parseBoolean(text(vector, "treated")) ? null : "treated is " + treated;
      case "buckets":
        String key = text(vector, "salt") + ":" + text(vector, "unitKind") + ":" + text(vector, "unitId");
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != number(vector, "bytes")) return "the key has " + bytes.length + " bytes";
        int bucket = bucketOf(text(vector, "salt"), text(vector, "unitKind"), text(vector, "unitId"));
        if (bucket != number(vector, "bucket")) return "the bucket is " + bucket;
        return hashFault(murmur3(bytes, 0), vector);
      default:
        byte[] input =
            vector.containsKey("hex")
                ? HexFormat.of().parseHex(text(vector, "hex"))
                : text(vector, "text").getBytes(StandardCharsets.UTF_8);
        return hashFault(murmur3(input, Integer.parseUnsignedInt(text(vector, "initial"), 16)), vector);
    }
  }

  private static String hashFault(int hash, Map<String, String> vector) {
    String hex = HexFormat.of().toHexDigits(hash);
    return hex.equals(text(vector, "hash")) ? null : "the hash is " + hex;
  }

  private static int number(Map<String, String> vector, String name) {
    return Integer.parseInt(text(vector, name));
  }

  private static String text(Map<String, String> vector, String name) {
    String value = vector.get(name);
    if (value == null) throw new IllegalArgumentException("a vector has no " + name + ": " + vector);
    return value;
  }

  private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern MEMBER = Pattern.compile(STRING + "\\s*:\\s*(?:" + STRING + "|([\\w.-]+))");
  private static final Pattern FLAT_OBJECT =
      Pattern.compile("\\{\\s*" + MEMBER.pattern() + "(?:\\s*,\\s*" + MEMBER.pattern() + ")*\\s*\\}");

  /** Every object of the file that holds nothing but texts, numbers and truth values. */
  private static List<Map<String, String>> vectorsIn(String json) {
    List<Map<String, String>> vectors = new ArrayList<>();
    Matcher objects = FLAT_OBJECT.matcher(json);
    while (objects.find()) {
      Map<String, String> vector = new HashMap<>();
      Matcher members = MEMBER.matcher(objects.group());
      while (members.find())
        vector.put(members.group(1), members.group(2) == null ? members.group(3) : unescaped(members.group(2)));
      vectors.add(vector);
    }
    return vectors;
  }

  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

  private static String unescaped(String written) {
    return ESCAPE.matcher(written)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    escape.group(1) != null
                        ? Character.toString(Integer.parseInt(escape.group(1), 16))
                        : "nrtbf".contains(escape.group(2))
                            ? String.valueOf("\n\r\t\b\f".charAt("nrtbf".indexOf(escape.group(2))))
                            : escape.group(2)));
  }
}
