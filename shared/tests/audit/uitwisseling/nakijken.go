// Checks with golang.org/x/mod what was signed and proved, and gives back what it makes of the same tiles.
//
// One case as JSON on standard input, an answer on standard output; status 1 and the reason where something fails.
package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type geval struct {
	Sleutel, Getuige, Oud, Nieuw, Tegels string
	Index                                int64
	Stuk                                 []byte
	Inclusie, Consistentie               [][]byte
}

type antwoord struct {
	Inclusie, Consistentie [][]byte
	Wortel                 []byte
	Note, Sleutel          string
}

// cosigner is a note.Verifier of cosignature/v1, which golang.org/x/mod does not have.
type cosigner struct {
	name   string
	hash   uint32
	public ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.hash }

func (c cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(c.public, append([]byte(head), msg...), sig[8:])
}

func newCosigner(vkey string) (cosigner, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return cosigner{}, errors.New("no key")
	}
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(raw) != 1+ed25519.PublicKeySize || raw[0] != 4 {
		return cosigner{}, errors.New("not the key of a cosigner")
	}
	var hash uint32
	_, err = fmt.Sscanf(parts[1], "%08x", &hash)
	return cosigner{parts[0], hash, raw[1:]}, err
}

// folder reads tiles as c2sp.org/tlog-tiles puts them: without the height in the path.
type folder string

func (f folder) Height() int                     { return 8 }
func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) (all [][]byte, err error) {
	for _, tile := range tiles {
		raw, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, raw)
	}
	return all, nil
}

func open(raw string, known note.Verifiers) (tlog.Tree, error) {
	opened, err := note.Open([]byte(raw), known)
	if err != nil {
		return tlog.Tree{}, err
	}
	if len(opened.Sigs) != 2 {
		return tlog.Tree{}, fmt.Errorf("%d signatures hold, not 2", len(opened.Sigs))
	}
	var size int64
	lines := strings.Split(opened.Text, "\n")
	if _, err := fmt.Sscanf(lines[1], "%d", &size); err != nil {
		return tlog.Tree{}, err
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, err
}

func hashes(raw [][]byte) (all []tlog.Hash) {
	for _, each := range raw {
		var hash tlog.Hash
		copy(hash[:], each)
		all = append(all, hash)
	}
	return all
}

func plain(all []tlog.Hash) (raw [][]byte) {
	for _, each := range all {
		raw = append(raw, append([]byte{}, each[:]...))
	}
	return raw
}

func check(g geval) (a antwoord, err error) {
	region, err := note.NewVerifier(g.Sleutel)
	if err != nil {
		return a, err
	}
	witness, err := newCosigner(g.Getuige)
	if err != nil {
		return a, err
	}
	known := note.VerifierList(region, witness)
	old, err := open(g.Oud, known)
	if err != nil {
		return a, fmt.Errorf("old: %w", err)
	}
	now, err := open(g.Nieuw, known)
	if err != nil {
		return a, fmt.Errorf("new: %w", err)
	}
	if err := tlog.CheckRecord(hashes(g.Inclusie), now.N, now.Hash, g.Index, tlog.RecordHash(g.Stuk)); err != nil {
		return a, fmt.Errorf("record: %w", err)
	}
	if err := tlog.CheckTree(hashes(g.Consistentie), now.N, now.Hash, old.N, old.Hash); err != nil {
		return a, fmt.Errorf("tree: %w", err)
	}
	return remake(g, old, now)
}

func remake(g geval, old, now tlog.Tree) (a antwoord, err error) {
	reader := tlog.TileHashReader(now, folder(g.Tegels))
	record, err := tlog.ProveRecord(now.N, g.Index, reader)
	if err != nil {
		return a, fmt.Errorf("tiles: %w", err)
	}
	tree, err := tlog.ProveTree(now.N, old.N, reader)
	if err != nil {
		return a, fmt.Errorf("tiles: %w", err)
	}
	root, err := tlog.TreeHash(old.N, reader)
	if err != nil {
		return a, fmt.Errorf("tiles: %w", err)
	}
	secret, public, err := note.GenerateKey(bytes.NewReader(make([]byte, 64)), "leerwinkel.example/go")
	if err != nil {
		return a, err
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return a, err
	}
	signed, err := note.Sign(&note.Note{Text: "ondertekend in Go\n"}, signer)
	return antwoord{plain(record), plain(tree), root[:], string(signed), public}, err
}

func main() {
	var g geval
	err := json.NewDecoder(os.Stdin).Decode(&g)
	if err == nil {
		var a antwoord
		if a, err = check(g); err == nil {
			err = json.NewEncoder(os.Stdout).Encode(a)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
