// The message shares its name with a namespace of this project.
global using SelectionMessage = Platform.Registry.V1.Selection;
