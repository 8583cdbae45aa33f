// The messages share their names with namespaces of this project.
global using SelectionMessage = Platform.Registry.V1.Selection;
global using StabilityMessage = Platform.Registry.V1.Stability;
