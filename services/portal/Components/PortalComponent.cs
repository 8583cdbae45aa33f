using Microsoft.AspNetCore.Components;
using MudBlazor;
using Platform.Portal.Calls;
using Platform.Portal.Session;
using Platform.Portal.Texts;

namespace Platform.Portal.Components;

/// <summary>What every page has at hand: the services, the texts, who looks, and a token that ends with the page.</summary>
public abstract class PortalComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _ending = new();

    [Inject] protected Clients Clients { get; set; } = null!;
    [Inject] protected Words T { get; set; } = null!;
    [Inject] protected Show Show { get; set; } = null!;
    [Inject] protected City City { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected ISnackbar Snackbar { get; set; } = null!;
    [Inject] protected IDialogService Dialogs { get; set; } = null!;
    [CascadingParameter] protected Person Me { get; set; } = Person.Nobody;

    protected CancellationToken Ending => _ending.Token;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _ending.Cancel();
        _ending.Dispose();
    }
}
