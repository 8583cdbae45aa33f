using System.Numerics;
using System.Runtime.InteropServices;

namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>What a latent space is learnt from.</summary>
/// <param name="Rows">A text each: its terms with their BM25 weight, idf left out.</param>
/// <param name="Rarities">idf by term number.</param>
/// <param name="Texts">Texts in the index when the sample was taken.</param>
public sealed record LatentSample(IReadOnlyList<(int Term, float Weight)[]> Rows, float[] Rarities, int Texts);

/// <summary>
/// Latent semantic analysis (Deerwester et al. 1990): terms that stand in the same texts point the same way, so that two texts are
/// near each other also where they share few words. Learnt from the texts themselves by randomised subspace iteration (Halko,
/// Martinsson and Tropp 2011) with fixed random numbers: the same sample gives the same space.
/// </summary>
public sealed class LatentSpace
{
    private readonly int[] _rows;
    private readonly float[] _vectors;

    private LatentSpace(int rank, int texts, int[] rows, float[] vectors) => (Rank, Texts, _rows, _vectors) = (rank, texts, rows, vectors);

    public int Rank { get; }

    /// <summary>Texts in the index when it was learnt.</summary>
    public int Texts { get; }

    /// <summary>A term's vector times its idf; empty for terms that fewer than two texts of the sample hold.</summary>
    public ReadOnlySpan<float> Of(int term) =>
        term < _rows.Length && _rows[term] >= 0 ? _vectors.AsSpan(_rows[term] * Rank, Rank) : [];

    /// <summary>Pure, without I/O; some seconds of a processor for 20,000 texts.</summary>
    public static LatentSpace Learn(LatentSample sample, RetrievalParameters parameters)
    {
        var rank = RoundUp(Math.Clamp(sample.Rows.Count / parameters.LatentTextsPerDimension, 1, parameters.LatentRank));
        var width = RoundUp(rank + parameters.LatentOversampling);
        var (rows, count) = Number(sample);
        var texts = Normalised(sample, rows);
        var space = Orthonormal(Random(texts.Count, width), texts.Count, width);
        for (var round = 0; round < parameters.LatentIterations; round++)
        {
            space = Orthonormal(Gather(texts, Spread(texts, space, count, width), width), texts.Count, width);
        }

        var wide = Spread(texts, space, count, width);
        return new LatentSpace(rank, sample.Texts, rows, Scaled(wide, sample, rows, count, width, rank));
    }

    /// <summary>Adds a vector that is weighed to a sum.</summary>
    internal static void Add(Span<float> sum, ReadOnlySpan<float> vector, float weight)
    {
        var sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        var parts = MemoryMarshal.Cast<float, Vector<float>>(vector);
        var by = new Vector<float>(weight);
        for (var place = 0; place < parts.Length; place++)
        {
            sums[place] += parts[place] * by;
        }
    }

    /// <summary>To whole vectors of any processor.</summary>
    private static int RoundUp(int size) => (size + 15) / 16 * 16;

    private static (int[] Rows, int Count) Number(LatentSample sample)
    {
        var holding = new int[sample.Rarities.Length];
        foreach (var row in sample.Rows)
        {
            foreach (var (term, _) in row)
            {
                holding[term]++;
            }
        }

        var count = 0;
        return ([.. holding.Select(texts => texts > 1 ? count++ : -1)], count);
    }

    /// <summary>Each text's terms weighed by idf, of length 1.</summary>
    private static List<(int Row, float Weight)[]> Normalised(LatentSample sample, int[] rows)
    {
        var texts = new List<(int, float)[]>(sample.Rows.Count);
        foreach (var row in sample.Rows)
        {
            var kept = row.Where(one => rows[one.Term] >= 0).Select(one => (Row: rows[one.Term], Weight: one.Weight * sample.Rarities[one.Term])).ToArray();
            var norm = MathF.Sqrt(kept.Sum(one => one.Weight * one.Weight));
            texts.Add(Array.ConvertAll(kept, one => (one.Row, one.Weight / norm)));
        }

        return texts;
    }

    /// <summary>Numbers that are the same each time, by SplitMix64.</summary>
    private static float[] Random(int texts, int width)
    {
        var numbers = new float[texts * width];
        ulong state = 20260101;
        foreach (ref var number in numbers.AsSpan())
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            number = ((mixed ^ (mixed >> 31)) >> 40) / (float)(1 << 24) - 0.5f;
        }

        return numbers;
    }

    /// <summary>Aᵀ·Q: what the texts hand to their terms.</summary>
    private static float[] Spread(List<(int Row, float Weight)[]> texts, float[] space, int terms, int width)
    {
        var result = new float[terms * width];
        for (var text = 0; text < texts.Count; text++)
        {
            var from = space.AsSpan(text * width, width);
            foreach (var (row, weight) in texts[text])
            {
                Add(result.AsSpan(row * width, width), from, weight);
            }
        }

        return result;
    }

    /// <summary>A·Y: what texts get from their terms.</summary>
    private static float[] Gather(List<(int Row, float Weight)[]> texts, float[] terms, int width)
    {
        var result = new float[texts.Count * width];
        for (var text = 0; text < texts.Count; text++)
        {
            var to = result.AsSpan(text * width, width);
            foreach (var (row, weight) in texts[text])
            {
                Add(to, terms.AsSpan(row * width, width), weight);
            }
        }

        return result;
    }

    /// <summary>Modified Gram–Schmidt over the columns; one that adds nothing becomes 0.</summary>
    private static float[] Orthonormal(float[] matrix, int height, int width)
    {
        var columns = new double[width][];
        for (var column = 0; column < width; column++)
        {
            columns[column] = new double[height];
            for (var row = 0; row < height; row++)
            {
                columns[column][row] = matrix[(row * width) + column];
            }
        }

        for (var column = 0; column < width; column++)
        {
            var before = Norm(columns[column]);
            for (var earlier = 0; earlier < column; earlier++)
            {
                Subtract(columns[column], columns[earlier], Dot(columns[column], columns[earlier]));
            }

            var left = Norm(columns[column]);
            var by = left > before * 1e-6 ? 1 / left : 0;
            for (var row = 0; row < height; row++)
            {
                columns[column][row] *= by;
                matrix[(row * width) + column] = (float)columns[column][row];
            }
        }

        return matrix;
    }

    private static float[] Scaled(float[] wide, LatentSample sample, int[] rows, int count, int width, int rank)
    {
        var norms = new double[rank];
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < rank; column++)
            {
                norms[column] += (double)wide[(row * width) + column] * wide[(row * width) + column];
            }
        }

        var vectors = new float[count * rank];
        for (var term = 0; term < rows.Length; term++)
        {
            for (var column = 0; rows[term] >= 0 && column < rank; column++)
            {
                var part = norms[column] > 0 ? wide[(rows[term] * width) + column] / Math.Sqrt(norms[column]) : 0;
                vectors[(rows[term] * rank) + column] = (float)part * sample.Rarities[term];
            }
        }

        return vectors;
    }

    private static double Norm(double[] column) => Math.Sqrt(Dot(column, column));

    private static double Dot(double[] one, double[] other)
    {
        var left = MemoryMarshal.Cast<double, Vector<double>>(one);
        var right = MemoryMarshal.Cast<double, Vector<double>>(other);
        var sums = Vector<double>.Zero;
        for (var place = 0; place < left.Length; place++)
        {
            sums += left[place] * right[place];
        }

        var sum = Vector.Sum(sums);
        for (var place = left.Length * Vector<double>.Count; place < one.Length; place++)
        {
            sum += one[place] * other[place];
        }

        return sum;
    }

    private static void Subtract(double[] column, double[] other, double by)
    {
        var left = MemoryMarshal.Cast<double, Vector<double>>(column.AsSpan());
        var right = MemoryMarshal.Cast<double, Vector<double>>(other);
        var times = new Vector<double>(by);
        for (var place = 0; place < left.Length; place++)
        {
            left[place] -= right[place] * times;
        }

        for (var place = left.Length * Vector<double>.Count; place < column.Length; place++)
        {
            column[place] -= other[place] * by;
        }
    }
}
