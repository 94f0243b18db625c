import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Segments each line of standard input with RDRsegmenter; prints the seconds it took to standard error. */
public class SegmentLines {
    public static void main(String[] arguments) throws Exception {
        RDRsegmenter segmenter = new RDRsegmenter();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        segmenter.segmentRawString("xin chào");
        long start = System.nanoTime();
        String line;
        while ((line = in.readLine()) != null) {
            out.println(segmenter.segmentRawString(line).replace("\n", " ").trim());
        }
        out.flush();
        System.err.println((System.nanoTime() - start) / 1e9);
    }
}
