using Google.OrTools.Sat;

namespace Platform.ProjectRegistry.Selection;

/// <summary>The selection among some of a pool's candidates as a model of CP-SAT: a yes or no for each, and the quotas.</summary>
internal sealed class SeatModel
{
    /// <summary>Candidates whose ranks one objective compares: powers of two up to 2⁴⁰, far within 64 bits.</summary>
    private const int Block = 40;

    private readonly Pool _pool;
    private readonly CpModel _model = new();
    private readonly int[] _of;
    private readonly BoolVar[] _seats;

    /// <param name="core">Which of the pool's candidates may be chosen.</param>
    public SeatModel(Pool pool, bool[] core)
    {
        _pool = pool;
        _of = [.. Enumerable.Range(0, core.Length).Where(i => core[i])];
        _seats = Array.ConvertAll(_of, i => _model.NewBoolVar(""));
        _model.AddLinearConstraint(LinearExpr.Sum(_seats), 0, pool.Capacity);
        var members = pool.Quotas.Select(_ => new List<BoolVar>()).ToArray();
        for (var i = 0; i < _of.Length; i++)
        {
            foreach (var quota in pool.ClassesOf(_of[i]))
            {
                members[quota].Add(_seats[i]);
            }
        }

        for (var i = 0; i < members.Length; i++)
        {
            _model.AddLinearConstraint(LinearExpr.Sum(members[i]), pool.Quotas[i].Minimum, pool.Quotas[i].Maximum ?? pool.Capacity);
        }
    }

    /// <summary>A selection of the greatest weight; null where none meets the quotas.</summary>
    public bool[]? Greatest()
    {
        _model.Maximize(Weight());
        using var answer = CpSat.Solve(_model);
        return answer.IsPossible ? Chosen(answer) : null;
    }

    /// <summary>Among the selections of a weight the one that is first by rank.</summary>
    /// <param name="forced">Candidates that each of them holds.</param>
    /// <param name="known">One of them.</param>
    public bool[] FirstByRank(bool[] forced, bool[] known, long weight)
    {
        _model.AddLinearConstraint(Weight(), weight, weight);
        for (var i = 0; i < _of.Length; i++)
        {
            if (forced[_of[i]])
            {
                _model.Add(_seats[i] == 1L);
            }
        }

        var left = known.Count(one => one);
        var free = Enumerable.Range(0, _of.Length).Where(i => !forced[_of[i]]).ToArray();
        left -= _of.Length - free.Length;
        foreach (var block in free.Chunk(Block))
        {
            if (left == 0)
            {
                Fix(block, known, clear: true);
                continue;
            }

            // Where all that are left stand at the head of the block nothing can be better.
            if (!Array.TrueForAll(block[..Math.Min(left, block.Length)], i => known[_of[i]]))
            {
                _model.Maximize(LinearExpr.WeightedSum(block.Select(i => _seats[i]), block.Select((_, i) => 1L << (Block - i))));
                using var answer = CpSat.Solve(_model);
                known = Chosen(answer);
            }

            Fix(block, known, clear: false);
            left -= block.Count(i => known[_of[i]]);
        }

        return known;
    }

    private void Fix(int[] block, bool[] known, bool clear)
    {
        foreach (var i in block)
        {
            _model.Add(_seats[i] == (!clear && known[_of[i]] ? 1L : 0L));
        }
    }

    private LinearExpr Weight() => LinearExpr.WeightedSum(_seats, _of.Select(_pool.Weight));

    private bool[] Chosen(CpSat.Answer answer)
    {
        var chosen = new bool[_pool.Positions.Length];
        for (var i = 0; i < _of.Length; i++)
        {
            chosen[_of[i]] = answer.Holds(_seats[i]);
        }

        return chosen;
    }
}

/// <summary>CP-SAT with the settings that make it repeatable.</summary>
internal static class CpSat
{
    /// <summary>
    /// One worker and a fixed seed; the limit is deterministic time, not seconds of the clock. Without probing and symmetry, which cost
    /// more than they spare on models of this size.
    /// </summary>
    private const string Settings = "num_workers:1,random_seed:1,max_deterministic_time:60,cp_model_probing_level:0,symmetry_level:0";

    /// <exception cref="Chassis.Errors.FailedException">SELECTION_UNDECIDED where the limit came before the proof.</exception>
    public static Answer Solve(CpModel model)
    {
        var solver = new CpSolver { StringParameters = Settings };
        var status = solver.Solve(model);
        return status switch
        {
            CpSolverStatus.Optimal => new Answer(solver, true),
            CpSolverStatus.Infeasible => new Answer(solver, false),
            _ => throw SelectionErrors.Undecided.ToException(),
        };
    }

    public sealed class Answer(CpSolver solver, bool isPossible) : IDisposable
    {
        public bool IsPossible => isPossible;

        public bool Holds(BoolVar variable) => solver.BooleanValue(variable);

        public long Of(IntVar variable) => solver.Value(variable);

        public long Objective => (long)Math.Round(solver.ObjectiveValue);

        public void Dispose() => solver.Dispose();
    }
}
