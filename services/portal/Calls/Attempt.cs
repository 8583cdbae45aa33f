using Grpc.Core;
using Platform.Portal.Texts;

namespace Platform.Portal.Calls;

/// <summary>
/// One change that a person asks for. Until a service has answered, pressing the button again sends the same request id,
/// so that a change whose answer was lost is not made twice.
/// </summary>
public sealed class Attempt(Words words, TimeProvider clock)
{
    private string _requestId = "";

    public bool Busy { get; private set; }
    public Problem? Problem { get; private set; }

    /// <summary>Runs the change with its request id; false where it failed, with the reason in <see cref="Problem"/>.</summary>
    public async Task<bool> RunAsync(Func<string, Task> change)
    {
        if (Busy)
            return false;
        Busy = true;
        Problem = null;
        if (_requestId.Length == 0)
            _requestId = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        try
        {
            await change(_requestId);
            _requestId = "";
            return true;
        }
        catch (RpcException error)
        {
            Problem = Problem.Of(error, words);
            if (!Problem.MayRetry)
                _requestId = "";
            return false;
        }
        finally
        {
            Busy = false;
        }
    }
}
