using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Platform.TechTransfer.Matching.Retrieval;

/// <summary>A vector of length 1 a text, each part in a byte: 400,000 texts take 40 MB.</summary>
internal sealed class LatentVectors(int rank)
{
    private readonly List<(sbyte[] Parts, float[] Scales)> _windows = [];

    /// <summary>Slots that may have one.</summary>
    public int Count => _windows.Count * TextIndex.Window;

    public void Set(int slot, ReadOnlySpan<float> vector)
    {
        while (Count <= slot)
        {
            _windows.Add((new sbyte[TextIndex.Window * rank], new float[TextIndex.Window]));
        }

        var (parts, scales) = _windows[slot / TextIndex.Window];
        var place = slot % TextIndex.Window;
        scales[place] = Quantise(vector, parts.AsSpan(place * rank, rank));
    }

    /// <summary>Adds a text's vector to a sum; nothing where it has none.</summary>
    public void AddTo(Span<float> sum, int slot, float weight)
    {
        if (slot >= Count)
        {
            return;
        }

        var (parts, scales) = _windows[slot / TextIndex.Window];
        var place = slot % TextIndex.Window;
        for (var part = 0; part < rank; part++)
        {
            sum[part] += parts[(place * rank) + part] * scales[place] * weight;
        }
    }

    public void Copy(LatentVectors from, int slot, int to)
    {
        Span<float> vector = stackalloc float[rank];
        vector.Clear();
        from.AddTo(vector, slot, 1);
        Set(to, vector);
    }

    /// <summary>The likeness (cosine) of each text of a window to a vector of length 1; 0 for those without a vector.</summary>
    public void Likeness(ReadOnlySpan<float> vector, int window, Span<float> into)
    {
        Span<sbyte> wanted = stackalloc sbyte[rank];
        var scale = Quantise(vector, wanted);
        var (parts, scales) = _windows[window];
        for (var place = 0; place < into.Length; place++)
        {
            into[place] = scales[place] == 0 ? 0 : Dot(parts.AsSpan(place * rank, rank), wanted) * scales[place] * scale;
        }
    }

    /// <returns>What a part of the result is worth; 0 for a vector without direction.</returns>
    private static float Quantise(ReadOnlySpan<float> vector, Span<sbyte> into)
    {
        float norm = 0, most = 0;
        foreach (var part in vector)
        {
            norm += part * part;
            most = Math.Max(most, Math.Abs(part));
        }

        if (!(norm > 1e-20f) || !float.IsFinite(norm))
        {
            into.Clear();
            return 0;
        }

        for (var part = 0; part < vector.Length; part++)
        {
            into[part] = (sbyte)MathF.Round(vector[part] / most * 127);
        }

        return most / 127 / MathF.Sqrt(norm);
    }

    private static int Dot(ReadOnlySpan<sbyte> one, ReadOnlySpan<sbyte> other)
    {
        var sum = 0;
        if (Avx2.IsSupported)
        {
            var left = MemoryMarshal.Cast<sbyte, Vector128<sbyte>>(one);
            var right = MemoryMarshal.Cast<sbyte, Vector128<sbyte>>(other);
            var sums = Vector256<int>.Zero;
            for (var place = 0; place < left.Length; place++)
            {
                sums += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(left[place]), Avx2.ConvertToVector256Int16(right[place]));
            }

            return Vector256.Sum(sums);
        }

        for (var place = 0; place < one.Length; place++)
        {
            sum += one[place] * other[place];
        }

        return sum;
    }
}
