/** SHA-256 over the code that decides the bytes of a sample, without comments and types. @param root folder of the project */
export function generatorCodeSha256(root: string): string;
